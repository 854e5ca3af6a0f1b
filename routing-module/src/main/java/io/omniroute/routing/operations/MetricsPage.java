package io.omniroute.routing.operations;

import java.io.IOException;
import java.io.OutputStream;

/** The metrics as a page of text, on servers that do not show them themselves. */
public interface MetricsPage {
    String contentType();

    void writeTo(OutputStream out) throws IOException;
}
