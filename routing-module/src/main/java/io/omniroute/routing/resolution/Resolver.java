package io.omniroute.routing.resolution;

import io.omniroute.provider.catalog.ProviderDescriptor;
import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.GatewayException;
import io.omniroute.routing.access.ApiKey;
import io.omniroute.routing.snapshot.Snapshot;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Finds what a model name stands for: a combo, an alias, {@code provider/model}, a wildcard alias, or a model id that one
 * provider alone lists; in this order. Pure.
 */
public final class Resolver {
    private Resolver() {}

    /**
     * @throws GatewayException NOT_FOUND for an unknown model or provider, BAD_REQUEST for an ambiguous or malformed name,
     *     FORBIDDEN when the key may not use it
     */
    public static Route route(String requested, ApiKey key, Snapshot snapshot) {
        return new Resolution(checked(requested), key, snapshot).route();
    }

    /** As {@link #route}, laid out flat: at least one target, in the order of administrators. */
    public static List<Target> resolve(String requested, ApiKey key, Snapshot snapshot) {
        return route(requested, key, snapshot).targets().toList();
    }

    /** The providers a call can reach now, each once, by id. */
    public static Stream<ProviderDescriptor> callableProviders(Snapshot snapshot) {
        return snapshot.providers().values().stream()
                .distinct()
                .filter(snapshot::isCallable)
                .sorted(Comparator.comparing(provider -> provider.id().value()));
    }

    private static String checked(String requested) {
        if (requested.isBlank()) {
            throw new GatewayException(
                    Failure.badRequest("model", "'model' must name a model; found an empty string."));
        }
        if (requested.length() > 300
                || requested.contains("..")
                || requested.indexOf('\\') >= 0
                || hasControlCharacter(requested)) {
            throw new GatewayException(
                    Failure.badRequest("model", "'model' holds characters that no model name has, or is too long."));
        }
        return requested;
    }

    private static boolean hasControlCharacter(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (Character.isISOControl(name.charAt(i))) {
                return true;
            }
        }
        return false;
    }
}
