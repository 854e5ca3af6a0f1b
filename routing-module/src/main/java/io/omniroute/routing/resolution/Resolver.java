package io.omniroute.routing.resolution;

import io.omniroute.provider.catalog.ModelDescriptor;
import io.omniroute.provider.catalog.ProviderDescriptor;
import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.FailureKind;
import io.omniroute.provider.chat.GatewayException;
import io.omniroute.provider.connection.Connection;
import io.omniroute.routing.access.ApiKey;
import io.omniroute.routing.snapshot.Snapshot;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the targets of a model name: an alias, {@code provider/model}, or a model id that one provider alone lists. */
public final class Resolver {
    private static final int MAX_ALIAS_STEPS = 8;

    private Resolver() {}

    /**
     * @return at least one target, most preferred first
     * @throws GatewayException NOT_FOUND for an unknown model or provider, BAD_REQUEST for an ambiguous or malformed name,
     *     FORBIDDEN when the key may not use it
     */
    public static List<Target> resolve(String requested, ApiKey key, Snapshot snapshot) {
        String name = followAliases(checked(requested), snapshot);
        int slash = name.indexOf('/');
        ProviderDescriptor provider =
                slash > 0 ? requireProvider(name, slash, snapshot) : requireOnlyProviderOf(name, snapshot);
        String modelId = snapshot.vendorModel(provider.id(), slash > 0 ? name.substring(slash + 1) : name);
        ModelDescriptor model = provider.model(modelId).orElseGet(() -> ModelDescriptor.unknown(modelId));
        if (!KeyScope.allows(key, provider, modelId, requested)) {
            throw failure(
                    FailureKind.FORBIDDEN, "This key may not use the model '" + requested + "'.", "model_not_allowed");
        }
        return targets(provider, model, snapshot);
    }

    private static String checked(String requested) {
        if (requested.isBlank()) {
            throw new GatewayException(
                    Failure.badRequest("model", "'model' must name a model; found an empty string."));
        }
        if (requested.length() > 300
                || requested.contains("..")
                || requested.indexOf('\\') >= 0
                || requested.chars().anyMatch(Character::isISOControl)) {
            throw new GatewayException(
                    Failure.badRequest("model", "'model' holds characters that no model name has, or is too long."));
        }
        return requested;
    }

    private static String followAliases(String requested, Snapshot snapshot) {
        String name = requested;
        for (int step = 0; step < MAX_ALIAS_STEPS; step++) {
            String target = snapshot.aliases().get(name);
            if (target == null) {
                return name;
            }
            name = target;
        }
        throw failure(FailureKind.NOT_FOUND, "The alias '" + requested + "' leads nowhere.", "model_not_found");
    }

    private static ProviderDescriptor requireProvider(String name, int slash, Snapshot snapshot) {
        String prefix = name.substring(0, slash).toLowerCase(Locale.ROOT);
        ProviderDescriptor provider = snapshot.provider(prefix)
                .orElseThrow(() -> failure(
                        FailureKind.NOT_FOUND,
                        "The model '" + name + "' does not exist: no provider is called '" + prefix + "'.",
                        "model_not_found"));
        if (slash + 1 == name.length()) {
            throw failure(FailureKind.NOT_FOUND, "'" + name + "' names a provider but no model.", "model_not_found");
        }
        if (!snapshot.isCallable(provider)) {
            throw failure(
                    FailureKind.NOT_FOUND,
                    "The model '" + name + "' is not available: provider '" + prefix + "' has no enabled connection.",
                    "model_not_found");
        }
        return provider;
    }

    private static ProviderDescriptor requireOnlyProviderOf(String modelId, Snapshot snapshot) {
        List<ProviderDescriptor> holders = callableProviders(snapshot)
                .filter(provider -> provider.model(modelId).isPresent())
                .toList();
        Optional<ProviderDescriptor> openai = holders.stream()
                .filter(provider -> provider.id().value().equals("openai"))
                .findFirst();
        if (holders.size() == 1 || openai.isPresent()) {
            return openai.orElseGet(() -> holders.get(0));
        }
        if (holders.isEmpty()) {
            throw failure(
                    FailureKind.NOT_FOUND,
                    "The model '" + modelId
                            + "' does not exist. Models are called provider/model; GET /v1/models lists them.",
                    "model_not_found");
        }
        List<String> candidates =
                holders.stream().map(provider -> provider.id() + "/" + modelId).toList();
        throw new GatewayException(Failure.badRequest(
                "model",
                "The model '" + modelId + "' is ambiguous; say which: " + String.join(", ", candidates) + "."));
    }

    /** The providers a call can reach now, each once, by id. */
    public static Stream<ProviderDescriptor> callableProviders(Snapshot snapshot) {
        return snapshot.providers().values().stream()
                .distinct()
                .filter(snapshot::isCallable)
                .sorted(Comparator.comparing(provider -> provider.id().value()));
    }

    private static List<Target> targets(ProviderDescriptor provider, ModelDescriptor model, Snapshot snapshot) {
        List<Connection> connections = snapshot.connectionsOf(provider.id());
        if (connections.isEmpty()) {
            return List.of(new Target(provider, model, Optional.empty()));
        }
        return connections.stream()
                .map(connection -> new Target(provider, model, Optional.of(connection)))
                .toList();
    }

    private static GatewayException failure(FailureKind kind, String message, String code) {
        return new GatewayException(Failure.of(kind, message, code));
    }
}
