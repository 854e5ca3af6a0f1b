package io.omniroute.routing.egress;

import java.util.Locale;
import java.util.Optional;

/** Where a proxy was decided on, the most specific first. */
public enum ProxyLevel {
    CONNECTION,
    COMBO,
    PROVIDER,
    GLOBAL,
    /** The variables of the process, such as {@code HTTPS_PROXY}; no rule has this level. */
    ENVIRONMENT;

    /** As the API writes it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A level that rules can have. {@code key} is what the original calls a connection. */
    public static Optional<ProxyLevel> of(String word) {
        return switch (word) {
            case "connection", "key" -> Optional.of(CONNECTION);
            case "combo" -> Optional.of(COMBO);
            case "provider" -> Optional.of(PROVIDER);
            case "global" -> Optional.of(GLOBAL);
            default -> Optional.empty();
        };
    }
}
