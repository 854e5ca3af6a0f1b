package io.omniroute.routing.api.management;

import io.omniroute.routing.json.Instants;
import io.omniroute.routing.json.Refusal;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The query of a management call; blank parameters count as absent. A wrong one is refused with 400, naming it. */
record Parameters(UriInfo uri) {
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1_000;

    /** An id in a path. */
    static Optional<UUID> id(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Refuses parameters that are not among these: a filter that is misspelt would show everything. */
    Parameters allow(Set<String> names) {
        for (String name : uri.getQueryParameters().keySet()) {
            if (!names.contains(name)) {
                throw Refusal.malformed(name, "There is no query parameter '" + name + "' here.");
            }
        }
        return this;
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(uri.getQueryParameters().getFirst(name)).filter(text -> !text.isBlank());
    }

    String require(String name) {
        return text(name).orElseThrow(() -> Refusal.malformed(name, "The query parameter '" + name + "' is required."));
    }

    /** How many items a page has. */
    int limit() {
        return number("limit", 1, MAX_LIMIT).orElse(DEFAULT_LIMIT);
    }

    Optional<Integer> number(String name, int min, int max) {
        return text(name).map(text -> {
            if (!text.matches("\\d{1,9}") || Integer.parseInt(text) < min || Integer.parseInt(text) > max) {
                throw Refusal.malformed(name, "'" + name + "' must be a whole number from " + min + " to " + max + ".");
            }
            return Integer.parseInt(text);
        });
    }

    boolean flag(String name) {
        return text(name)
                .map(text -> switch (text) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw Refusal.malformed(name, "'" + name + "' must be true or false.");
                })
                .orElse(false);
    }

    Optional<UUID> uuid(String name) {
        return text(name)
                .map(text -> id(text).orElseThrow(() -> Refusal.malformed(name, "'" + name + "' must be a UUID.")));
    }

    Optional<Instant> instant(String name) {
        return text(name).map(text -> Instants.parse(text)
                .orElseThrow(() -> Refusal.malformed(
                        name, "'" + name + "' must be an ISO 8601 instant or day, or a number since 1970.")));
    }
}
