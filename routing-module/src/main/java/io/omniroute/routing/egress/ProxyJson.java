package io.omniroute.routing.egress;

import io.omniroute.provider.outbound.ProxyServer;
import io.omniroute.provider.outbound.ProxyServer.Kind;
import io.omniroute.provider.outbound.ProxyServer.Login;
import io.omniroute.routing.json.Body;
import io.omniroute.routing.json.Refusal;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A rule as JSON: {@code {"type","host","port","username","password","allowPrivateNetwork"}}, or one line, or {@code "direct"}.
 * A password only goes in.
 */
public final class ProxyJson {
    /** Stands for a password that is kept. */
    public static final String MASK = "***";

    private static final String DIRECT = "direct";
    private static final Set<String> FIELDS =
            Set.of("type", "host", "port", "username", "password", "allowPrivateNetwork");
    private static final int MAX_LINE = 1_000;

    private ProxyJson() {}

    /** @param masked whether a password shows as {@link #MASK}; else it is left out */
    public static JsonObject write(ProxyRule rule, boolean masked) {
        JsonObjectBuilder json = Json.createObjectBuilder();
        if (rule.server().isEmpty()) {
            return json.add("type", DIRECT).build();
        }
        ProxyServer server = rule.server().get();
        json.add("type", server.kind().word()).add("host", server.host()).add("port", server.port());
        server.login().ifPresent(login -> {
            json.add("username", login.user());
            if (masked) {
                json.add("password", MASK);
            }
        });
        return json.add("allowPrivateNetwork", server.allowPrivateNetwork()).build();
    }

    /**
     * @param known finds a proxy like this one, whose password is kept when the body brings none
     * @throws Refusal naming the member
     */
    public static ProxyRule read(Body body, String field, Function<ProxyServer, Optional<Login>> known) {
        if (body.json().get(field) instanceof JsonString) {
            String line = body.requireLine(field, MAX_LINE);
            return line.equals(DIRECT)
                    ? ProxyRule.DIRECT
                    : ProxyRule.by(checked(body, field, () -> ProxyText.parse(line, Optional.empty(), false)));
        }
        Body proxy = body.object(field).orElseThrow(() -> body.missing(field)).allow(FIELDS);
        String type = proxy.requireLine("type", 10);
        return type.equals(DIRECT) ? ProxyRule.DIRECT : ProxyRule.by(server(proxy, type, known));
    }

    private static ProxyServer server(Body proxy, String type, Function<ProxyServer, Optional<Login>> known) {
        Kind kind = checked(proxy, "type", () -> ProxyText.kind(type));
        String host = proxy.requireLine("host", 253);
        int port = proxy.whole("port", 1, 65_535)
                .orElseThrow(() -> proxy.missing("port"))
                .intValue();
        ProxyServer bare = new ProxyServer(
                kind,
                checked(proxy, "host", () -> ProxyText.host(host)),
                port,
                Optional.empty(),
                proxy.flag("allowPrivateNetwork").orElse(false));
        Optional<String> user = proxy.line("username", 255);
        Optional<String> password = proxy.text("password").filter(text -> !text.isEmpty() && !text.equals(MASK));
        if (user.isEmpty()) {
            if (password.isPresent()) {
                throw proxy.missing("username");
            }
            return bare;
        }
        Login login = password.isPresent()
                ? checked(proxy, "username", () -> ProxyText.login(kind, user.get(), password.get()))
                : known.apply(bare)
                        .filter(kept -> kept.user().equals(user.get()))
                        .orElseThrow(() -> proxy.missing("password"));
        return new ProxyServer(kind, bare.host(), port, Optional.of(login), bare.allowPrivateNetwork());
    }

    private interface Reading<T> {
        T read();
    }

    private static <T> T checked(Body body, String field, Reading<T> reading) {
        try {
            return reading.read();
        } catch (IllegalArgumentException e) {
            throw body.invalid(field, "'" + body.path(field) + "' " + e.getMessage() + ".");
        }
    }
}
