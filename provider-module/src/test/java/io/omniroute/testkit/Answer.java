package io.omniroute.testkit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** What a scripted vendor does with a request: steps before the head, the head, steps of the body. Immutable. */
public record Answer(int status, Map<String, String> headers, Framing framing, List<Step> beforeHead, List<Step> body) {
    /** How the body's end is told. */
    public enum Framing {
        CONTENT_LENGTH,
        CHUNKED,
        /** Each byte is a chunk and a write of its own. */
        BYTE_BY_BYTE,
        /** By closing the connection. */
        UNTIL_CLOSE,
        /** No head at all: the steps of the body are all that is sent. */
        RAW
    }

    public Answer {
        headers = Map.copyOf(headers);
        beforeHead = List.copyOf(beforeHead);
        body = List.copyOf(body);
    }

    public static Answer of(int status, String contentType, String body) {
        return of(status, contentType, body.getBytes(StandardCharsets.UTF_8));
    }

    public static Answer of(int status, String contentType, byte[] body) {
        return new Answer(
                status,
                Map.of("Content-Type", contentType),
                Framing.CONTENT_LENGTH,
                List.of(),
                List.of(new Step.Write(body)));
    }

    public static Answer json(String body) {
        return of(200, "application/json", body);
    }

    public static Answer html(int status, String body) {
        return of(status, "text/html; charset=utf-8", body);
    }

    /** A chunked event stream; add what it says with {@link #chunk}. */
    public static Answer sse(String... chunks) {
        Answer answer =
                new Answer(200, Map.of("Content-Type", "text/event-stream"), Framing.CHUNKED, List.of(), List.of());
        for (String chunk : chunks) {
            answer = answer.chunk(chunk);
        }
        return answer;
    }

    /** Bytes instead of HTTP, then a hangup. */
    public static Answer garbage(String text) {
        return raw(new Step.Write(text.getBytes(StandardCharsets.ISO_8859_1)), new Step.Hangup());
    }

    public static Answer raw(Step... steps) {
        return new Answer(200, Map.of(), Framing.RAW, List.of(), List.of(steps));
    }

    public static Answer resetBeforeHead() {
        return raw(new Step.Reset());
    }

    public static Answer silence() {
        return raw(new Step.Silence());
    }

    public Answer status(int newStatus) {
        return new Answer(newStatus, headers, framing, beforeHead, body);
    }

    public Answer header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Answer(status, more, framing, beforeHead, body);
    }

    public Answer framed(Framing newFraming) {
        return new Answer(status, headers, newFraming, beforeHead, body);
    }

    /** Waits for the test before the head. */
    public Answer after(CountDownLatch gate) {
        return new Answer(status, headers, framing, List.of(new Step.Await(gate)), body);
    }

    public Answer chunk(String text) {
        return then(new Step.Write(text.getBytes(StandardCharsets.UTF_8)));
    }

    public Answer await(CountDownLatch gate) {
        return then(new Step.Await(gate));
    }

    public Answer reset() {
        return then(new Step.Reset());
    }

    public Answer hangup() {
        return then(new Step.Hangup());
    }

    public Answer thenSilence() {
        return then(new Step.Silence());
    }

    public Answer then(Step step) {
        List<Step> more = new ArrayList<>(body);
        more.add(step);
        return new Answer(status, headers, framing, beforeHead, more);
    }

    /** The same stream with CRLF line ends. */
    public Answer crlf() {
        List<Step> converted = body.stream()
                .map(step -> step instanceof Step.Write write ? crlf(write) : step)
                .toList();
        return new Answer(status, headers, framing, beforeHead, converted);
    }

    private static Step crlf(Step.Write write) {
        String text = new String(write.bytes(), StandardCharsets.ISO_8859_1);
        return new Step.Write(text.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }
}
