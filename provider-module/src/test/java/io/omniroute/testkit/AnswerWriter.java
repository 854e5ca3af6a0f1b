package io.omniroute.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Plays an answer on a connection. */
final class AnswerWriter {
    private final Socket base;
    private final OutputStream out;
    private final CompletableFuture<Void> disconnected;

    /** @param base the TCP socket, also under TLS: a reset is made there */
    AnswerWriter(Socket base, OutputStream out, CompletableFuture<Void> disconnected) {
        this.base = base;
        this.out = out;
        this.disconnected = disconnected;
    }

    /** @return whether the connection may serve another request */
    boolean play(Answer answer) throws IOException, InterruptedException {
        for (Step step : answer.beforeHead()) {
            if (!play(step, Answer.Framing.RAW)) {
                return false;
            }
        }
        if (answer.framing() != Answer.Framing.RAW) {
            writeHead(answer);
        }
        for (Step step : answer.body()) {
            if (!play(step, answer.framing())) {
                return false;
            }
        }
        if (answer.framing() == Answer.Framing.CHUNKED || answer.framing() == Answer.Framing.BYTE_BY_BYTE) {
            write("0\r\n\r\n");
        }
        return answer.framing() != Answer.Framing.UNTIL_CLOSE
                && !"close".equalsIgnoreCase(answer.headers().get("Connection"));
    }

    private void writeHead(Answer answer) throws IOException {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + answer.status() + " Scripted\r\n");
        answer.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        switch (answer.framing()) {
            case CONTENT_LENGTH -> {
                if (!answer.headers().containsKey("Content-Length")) {
                    head.append("Content-Length: ")
                            .append(length(answer.body()))
                            .append("\r\n");
                }
            }
            case CHUNKED, BYTE_BY_BYTE -> head.append("Transfer-Encoding: chunked\r\n");
            case UNTIL_CLOSE, RAW -> {}
        }
        write(head.append("\r\n").toString());
    }

    private static int length(List<Step> body) {
        return body.stream()
                .mapToInt(step -> step instanceof Step.Write write ? write.bytes().length : 0)
                .sum();
    }

    private boolean play(Step step, Answer.Framing framing) throws IOException, InterruptedException {
        switch (step) {
            case Step.Write write -> writeBody(write.bytes(), framing);
            case Step.Await await -> await.gate().await();
            case Step.Silence silence -> {
                disconnected.join();
                return false;
            }
            case Step.Hangup hangup -> {
                return false;
            }
            case Step.Reset reset -> {
                base.setSoLinger(true, 0);
                base.close();
                return false;
            }
        }
        return true;
    }

    private void writeBody(byte[] bytes, Answer.Framing framing) throws IOException {
        switch (framing) {
            case CHUNKED -> {
                write(Integer.toHexString(bytes.length) + "\r\n");
                out.write(bytes);
                write("\r\n");
            }
            case BYTE_BY_BYTE -> {
                for (byte one : bytes) {
                    out.write(new byte[] {'1', '\r', '\n', one, '\r', '\n'});
                    out.flush();
                }
            }
            case CONTENT_LENGTH, UNTIL_CLOSE, RAW -> {
                out.write(bytes);
                out.flush();
            }
        }
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }
}
