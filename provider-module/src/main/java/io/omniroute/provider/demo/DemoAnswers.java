package io.omniroute.provider.demo;

import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.FailureKind;
import io.omniroute.provider.chat.GatewayException;
import io.omniroute.provider.client.Order;
import io.omniroute.provider.client.ProviderClient;
import io.omniroute.provider.client.UpstreamCall;
import io.omniroute.provider.client.UpstreamReply;
import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.enterprise.inject.Any;
import jakarta.inject.Inject;

/** Answers calls to {@code demo:} addresses itself, in the OpenAI chat format; every other call goes on to the vendor. */
@Decorator
@Priority(Order.DEMO)
public class DemoAnswers implements ProviderClient {
    /** The provider's id in the catalogue. */
    public static final String PROVIDER = "demo";

    private static final String SCHEME = "demo";

    private final ProviderClient delegate;

    @Inject
    DemoAnswers(@Delegate @Any ProviderClient delegate) {
        this.delegate = delegate;
    }

    @Override
    public UpstreamReply open(UpstreamCall call) {
        if (!SCHEME.equals(call.uri().getScheme())) {
            return delegate.open(call);
        }
        if (call.cancellation().isCancelled()) {
            throw new GatewayException(Failure.of(FailureKind.CANCELLED, "The call was cancelled.", "cancelled"));
        }
        String path = call.uri().getPath();
        if (path.endsWith("/models")) {
            return DemoReply.json(200, DemoJson.modelList());
        }
        if (path.endsWith("/chat/completions")) {
            return chat(call.body());
        }
        return error(
                404, "invalid_request_error", "The demo knows chat completions and its model list only.", "not_found");
    }

    private static UpstreamReply chat(byte[] body) {
        EchoRequest request;
        try {
            request = EchoRequest.read(body);
        } catch (GatewayException e) {
            return error(400, "invalid_request_error", e.getMessage(), "invalid_request");
        }
        if (!request.model().equals(DemoJson.MODEL)) {
            return error(
                    404,
                    "invalid_request_error",
                    "The model '" + request.model() + "' does not exist; the demo has '" + DemoJson.MODEL + "'.",
                    "model_not_found");
        }
        Echo echo = Echo.of(request);
        return request.stream()
                ? DemoReply.events(DemoJson.chunks(echo, request.includeUsage()))
                : DemoReply.json(200, DemoJson.completion(echo));
    }

    private static UpstreamReply error(int status, String type, String message, String code) {
        return DemoReply.json(status, DemoJson.error(type, message, code));
    }
}
