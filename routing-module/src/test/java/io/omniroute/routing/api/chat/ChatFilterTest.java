package io.omniroute.routing.api.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.provider.codec.Codecs;
import io.omniroute.routing.api.error.ApiErrors;
import io.omniroute.routing.fakes.FakeRequest;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChatFilterTest {
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private final Map<String, Object> head = new HashMap<>();
    private boolean passedOn;

    @ParameterizedTest
    @ValueSource(strings = {"/v1/chat/completions", "/v1/messages/count_tokens", "/api/keys"})
    void aRequestWithTwoLengthsIsRefusedAndItsConnectionClosed(String path) throws Exception {
        filter("POST", path, Map.of("content-length", "5", "transfer-encoding", "chunked"));
        assertThat(head).containsEntry("setStatus", 400).containsEntry("Connection", "close");
        assertThat(sent.toString(StandardCharsets.UTF_8)).contains("not both");
        assertThat(passedOn).isFalse();
    }

    @Test
    void aRequestWithOneLengthGoesOn() throws Exception {
        filter("POST", "/api/keys", Map.of("content-length", "5"));
        assertThat(passedOn).isTrue();
        passedOn = false;
        filter("POST", "/api/keys", Map.of("transfer-encoding", "chunked"));
        assertThat(passedOn).isTrue();
        assertThat(head).isEmpty();
    }

    private void filter(String method, String path, Map<String, String> headers) throws Exception {
        new ChatFilter(null, null, new ApiErrors(new Codecs()))
                .doFilter(
                        FakeRequest.of(method, path, null, headers),
                        response(),
                        (request, response) -> passedOn = true);
    }

    private HttpServletResponse response() {
        ServletOutputStream out = new ServletOutputStream() {
            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setWriteListener(WriteListener listener) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void write(int b) {
                sent.write(b);
            }
        };
        return (HttpServletResponse) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {HttpServletResponse.class}, (proxy, called, arguments) -> {
                    if (called.getName().equals("getOutputStream")) {
                        return out;
                    }
                    head.put(
                            arguments.length == 2 ? arguments[0].toString() : called.getName(),
                            arguments[arguments.length - 1]);
                    return null;
                });
    }
}
