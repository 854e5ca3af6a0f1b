package io.omniroute.routing.fakes;

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

/** Answers calls one after the other as it was told, and keeps them. */
public final class ScriptedVendor implements ProviderClient {
    private final Deque<Supplier<UpstreamReply>> script = new ArrayDeque<>();
    private final List<UpstreamCall> calls = new ArrayList<>();

    public ScriptedVendor then(int status, String body) {
        script.add(() -> new Reply(status, body.getBytes(StandardCharsets.UTF_8)));
        return this;
    }

    public ScriptedVendor thenFail(GatewayException failure) {
        script.add(() -> {
            throw failure;
        });
        return this;
    }

    public List<UpstreamCall> calls() {
        return calls;
    }

    @Override
    public UpstreamReply open(UpstreamCall call) {
        calls.add(call);
        return script.remove().get();
    }

    private record Reply(int status, byte[] bytes) implements UpstreamReply {
        @Override
        public ResponseHeaders headers() {
            return ResponseHeaders.NONE;
        }

        @Override
        public InputStream body() {
            return new ByteArrayInputStream(bytes);
        }

        @Override
        public void close() {}
    }
}
