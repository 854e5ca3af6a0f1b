package io.omniroute.it.servers;

import java.io.IOException;
import java.net.URI;

/** A server of somebody else's with the gateway deployed on it. */
interface ApplicationServer extends AutoCloseable {
    /** Starts it, on the data of the last time if there was one; returns when the gateway answers. */
    void start() throws IOException, InterruptedException;

    /** Stops it the way its operator would. */
    void stop() throws IOException, InterruptedException;

    /** Where the gateway is; the path begins with a slash. */
    URI uri(String path);

    /** Where this server shows MicroProfile Health. */
    URI health(String path);

    @Override
    void close() throws IOException;
}
