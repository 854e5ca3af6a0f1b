package io.omniroute.routing.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.provider.client.UpstreamReply;
import io.omniroute.provider.wire.ResponseHeaders;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WholeBodyTest {
    private static final int MAX = 100;

    @Test
    void aBodyIsReadToItsEndWhateverItsHeadAnnounces() throws IOException {
        for (String announced : List.of("5", " 5 ", "3", "9", "0", "-1", "five", "99999999999", "101", "1048577")) {
            assertThat(read(announced, "hello")).as(announced).isEqualTo("hello");
        }
        assertThat(text(WholeBody.read(new Reply(Map.of(), "hello"), MAX))).isEqualTo("hello");
        assertThat(read("0", "")).isEmpty();
    }

    @Test
    void noMoreIsReadThanMay() throws IOException {
        String tooLong = "x".repeat(MAX + 50);
        for (String announced : List.of("10", "100", "150")) {
            assertThat(read(announced, tooLong)).as(announced).hasSize(MAX);
        }
    }

    @Test
    void theEndIsAskedForSoThatTheConnectionCanBeKept() throws IOException {
        Reply reply = new Reply(Map.of("content-length", List.of("5")), "hello");
        WholeBody.read(reply, MAX);
        assertThat(reply.ended).isTrue();
    }

    private static String read(String announced, String body) throws IOException {
        return text(WholeBody.read(new Reply(Map.of("content-length", List.of(announced)), body), MAX));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static final class Reply implements UpstreamReply {
        private final Map<String, List<String>> headers;
        private final InputStream bytes;
        private boolean ended;

        Reply(Map<String, List<String>> headers, String body) {
            this.headers = headers;
            this.bytes = new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public int status() {
            return 200;
        }

        @Override
        public ResponseHeaders headers() {
            return new ResponseHeaders(headers);
        }

        @Override
        public InputStream body() {
            return new InputStream() {
                @Override
                public int read() throws IOException {
                    int next = bytes.read();
                    ended |= next < 0;
                    return next;
                }
            };
        }

        @Override
        public void close() {}
    }
}
