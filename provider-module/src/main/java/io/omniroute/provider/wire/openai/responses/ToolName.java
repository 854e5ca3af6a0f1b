package io.omniroute.provider.wire.openai.responses;

import java.util.Objects;
import java.util.Optional;

/**
 * A tool's name with the namespace it stands in. Codex groups its MCP tools in tools of type {@code namespace} and
 * expects {@code function_call} items with {@code name} and {@code namespace} apart; no other format knows namespaces, so
 * the canonical model carries the flat form, {@code namespace--name}, from which both come back.
 *
 * <p>A plain name that holds the separator itself is written behind an empty namespace, so that it comes back whole.
 */
record ToolName(Optional<String> namespace, String name) {
    private static final String SEPARATOR = "--";

    ToolName {
        namespace = namespace.filter(space -> !space.isEmpty());
        Objects.requireNonNull(name, "name");
    }

    /** Whether names of this namespace can be told apart again once they are flat. */
    static boolean flattens(String namespace) {
        return !namespace.contains(SEPARATOR) && !namespace.endsWith("-");
    }

    static ToolName ofFlat(String flat) {
        int at = flat.indexOf(SEPARATOR);
        if (at < 0) {
            return new ToolName(Optional.empty(), flat);
        }
        return new ToolName(Optional.of(flat.substring(0, at)), flat.substring(at + SEPARATOR.length()));
    }

    String flat() {
        if (namespace.isPresent()) {
            return namespace.get() + SEPARATOR + name;
        }
        return name.contains(SEPARATOR) ? SEPARATOR + name : name;
    }
}
