package io.omniroute.routing.gateway;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Keeps what was answered. */
class RecordedReply implements ClientReply {
    int status;
    final Map<String, String> headers = new HashMap<>();
    final ByteArrayOutputStream body = new ByteArrayOutputStream();

    @Override
    public void send(int sentStatus, Map<String, String> sentHeaders, byte[] sent) {
        status = sentStatus;
        headers.putAll(sentHeaders);
        body.writeBytes(sent);
    }

    @Override
    public void stream(Map<String, String> sentHeaders, StreamBody streamed) {
        status = 200;
        headers.putAll(sentHeaders);
        try {
            streamed.writeTo(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String text() {
        return body.toString(StandardCharsets.UTF_8);
    }
}
