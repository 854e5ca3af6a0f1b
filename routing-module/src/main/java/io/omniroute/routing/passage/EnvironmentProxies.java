package io.omniroute.routing.passage;

import io.omniroute.provider.outbound.ProxyServer;
import io.omniroute.provider.outbound.ProxyServer.Kind;
import io.omniroute.routing.access.AddressPattern;
import io.omniroute.routing.egress.ProxyText;
import io.omniroute.routing.operations.GatewayStarting;
import io.omniroute.routing.operations.StartupRefusedException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.config.Config;

/**
 * The proxies of the process's environment, for calls that no rule is about: {@code HTTPS_PROXY}, {@code HTTP_PROXY} and
 * {@code ALL_PROXY}, save for hosts in {@code NO_PROXY} and this machine itself. Read once; small letters win over capitals.
 * Who sets them runs the process, so they may stand in private networks.
 */
@ApplicationScoped
public class EnvironmentProxies {
    private static final AddressPattern LOOPBACK = AddressPattern.parse("127.0.0.0/8");

    private final Optional<ProxyServer> secure;
    private final Optional<ProxyServer> plain;
    private final NoProxy exempt;

    /** @throws StartupRefusedException for a value that is no proxy: going around it would be worse */
    @Inject
    public EnvironmentProxies(Config config) {
        this(name -> config.getOptionalValue(name, String.class));
    }

    EnvironmentProxies(Function<String, Optional<String>> variables) {
        Optional<ProxyServer> all = server(variables, "all_proxy");
        this.secure = server(variables, "https_proxy").or(() -> all);
        this.plain = server(variables, "http_proxy").or(() -> all);
        this.exempt = NoProxy.parse(text(variables, "no_proxy").orElse(""));
    }

    protected EnvironmentProxies() { // for the CDI proxy
        this.secure = Optional.empty();
        this.plain = Optional.empty();
        this.exempt = new NoProxy(List.of());
    }

    /** None of its own, whatever the environment says. */
    public static EnvironmentProxies none() {
        return new EnvironmentProxies();
    }

    /** Complains of a wrong value while the gateway starts, before a first login is shown. */
    void check(@Observes @Priority(1) GatewayStarting event) {
        isEmpty();
    }

    public boolean isEmpty() {
        return secure.isEmpty() && plain.isEmpty();
    }

    public Optional<ProxyServer> proxyFor(URI target) {
        boolean tls = "https".equalsIgnoreCase(target.getScheme());
        Optional<ProxyServer> proxy = tls ? secure : plain;
        if (proxy.isEmpty() || target.getHost() == null) {
            return proxy;
        }
        String host = target.getHost().toLowerCase(Locale.ROOT).replace("[", "").replace("]", "");
        int usualPort = tls ? 443 : 80;
        int port = target.getPort() >= 0 ? target.getPort() : usualPort;
        return isOwn(host) || exempt.names(host, port) ? Optional.empty() : proxy;
    }

    private static boolean isOwn(String host) {
        return host.equals("localhost") || host.endsWith(".localhost") || host.equals("::1") || LOOPBACK.matches(host);
    }

    private static Optional<ProxyServer> server(Function<String, Optional<String>> variables, String name) {
        return text(variables, name).map(text -> {
            try {
                return ProxyText.parse(text, Optional.of(Kind.HTTP), true);
            } catch (IllegalArgumentException e) {
                throw new StartupRefusedException("The environment's " + name.toUpperCase(Locale.ROOT) + " "
                        + e.getMessage() + ". Set it right, or unset it for the gateway.");
            }
        });
    }

    private static Optional<String> text(Function<String, Optional<String>> variables, String name) {
        return variables
                .apply(name)
                .or(() -> variables.apply(name.toUpperCase(Locale.ROOT)))
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }
}
