package io.omniroute.routing.gateway;

import io.omniroute.provider.chat.GatewayException;
import io.omniroute.provider.client.ProviderClient;
import io.omniroute.provider.client.UpstreamCall;
import io.omniroute.provider.client.UpstreamReply;
import io.omniroute.provider.wire.ResponseHeaders;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;

/** Answers calls from a script, one answer a call, and remembers what it was asked. */
final class FakeVendor implements ProviderClient {
    final List<UpstreamCall> calls = new ArrayList<>();
    private final Deque<Supplier<UpstreamReply>> script = new ArrayDeque<>();

    FakeVendor answers(int status, String contentType, String body) {
        return answers(status, contentType, new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }

    FakeVendor answers(int status, String contentType, InputStream body) {
        script.add(() -> new Reply(status, ResponseHeaders.of("Content-Type", contentType), body));
        return this;
    }

    FakeVendor fails(GatewayException failure) {
        script.add(() -> {
            throw failure;
        });
        return this;
    }

    @Override
    public UpstreamReply open(UpstreamCall call) {
        calls.add(call);
        return script.remove().get();
    }

    private record Reply(int status, ResponseHeaders headers, InputStream body) implements UpstreamReply {
        @Override
        public void close() {
            // nothing to release
        }
    }
}
