package io.omniroute.routing.gateway;

import io.omniroute.provider.catalog.AuthScheme;
import io.omniroute.provider.catalog.ProviderDescriptor;
import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.FailureKind;
import io.omniroute.provider.chat.GatewayException;
import io.omniroute.provider.client.Cancellation;
import io.omniroute.provider.client.UpstreamCall;
import io.omniroute.provider.connection.Connection;
import io.omniroute.provider.outbound.Outbound;
import io.omniroute.routing.resolution.Target;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Addresses a request: URL, credential and headers of a target. Pure. */
final class UpstreamCalls {
    private static final String MODEL = "{model}";

    private UpstreamCalls() {}

    /**
     * @param path an endpoint of the target's provider, placeholders and all
     * @param extraHeaders the body's own and the client's that may travel; the provider's and the credential win
     */
    static UpstreamCall post(
            Target target, String path, byte[] body, Map<String, String> extraHeaders, Cancellation cancellation) {
        ProviderDescriptor provider = target.provider();
        Map<String, String> headers = new HashMap<>(extraHeaders);
        provider.headers().forEach((name, value) -> headers.merge(key(headers, name), value, (own, fixed) -> own));
        headers.put("Content-Type", "application/json");
        target.connection().ifPresent(connection -> authorise(provider.auth(), connection, headers));
        return new UpstreamCall(
                "POST",
                uri(target, path),
                headers,
                body,
                provider.timeouts(),
                provider.allowPrivateNetwork(),
                Outbound.DIRECT.withTls(target.connection().flatMap(Connection::tls)),
                cancellation);
    }

    private static String key(Map<String, String> headers, String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return headers.containsKey(lower) ? lower : name;
    }

    private static void authorise(AuthScheme auth, Connection connection, Map<String, String> headers) {
        connection.apiKey().ifPresent(secret -> headers.put(auth.header(), auth.prefix() + secret.reveal()));
    }

    private static URI uri(Target target, String path) {
        String base = target.connection()
                .flatMap(Connection::baseUrl)
                .orElse(target.provider().baseUrl());
        Map<String, String> parameters =
                target.connection().map(Connection::parameters).orElse(Map.of());
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            base = base.replace("{" + parameter.getKey() + "}", encode(parameter.getValue()));
        }
        String full = base
                + (path.contains(MODEL)
                        ? path.replace(MODEL, encodeModel(target.model().id()))
                        : path);
        try {
            return URI.create(full);
        } catch (IllegalArgumentException e) {
            throw new GatewayException(
                    Failure.of(
                            FailureKind.UPSTREAM_UNREACHABLE,
                            "The address of provider '" + target.provider().id()
                                    + "' is incomplete; its connection lacks a parameter."),
                    e);
        }
    }

    private static String encodeModel(String model) {
        return encode(model).replace("%2F", "/").replace("%3A", ":");
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
