package io.omniroute.routing.resolution;

import io.omniroute.provider.catalog.ModelDescriptor;
import io.omniroute.provider.catalog.ProviderDescriptor;
import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.FailureKind;
import io.omniroute.provider.chat.GatewayException;
import io.omniroute.provider.connection.Connection;
import io.omniroute.provider.connection.ConnectionId;
import io.omniroute.routing.access.ApiKey;
import io.omniroute.routing.combo.Combo;
import io.omniroute.routing.combo.ComboStep.Goal;
import io.omniroute.routing.models.ModelAlias;
import io.omniroute.routing.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One name on its way to what it stands for. Confined to one thread. */
final class Resolution {
    private static final String ANY = "*";

    private final String requested;
    private final ApiKey key;
    private final Snapshot snapshot;
    private final List<String> combos = new ArrayList<>(2);

    Resolution(String requested, ApiKey key, Snapshot snapshot) {
        this.requested = requested;
        this.key = key;
        this.snapshot = snapshot;
    }

    Route route() {
        String name = requested;
        for (int step = 0; step <= ModelAlias.MAX_CHAIN; step++) {
            Optional<Combo> combo = snapshot.routes().combo(name);
            if (combo.isPresent()) {
                return pool(combo.get());
            }
            String target = snapshot.aliases().get(name);
            if (target == null) {
                int slash = name.indexOf('/');
                if (slash > 0 && provider(name, slash).isPresent()) {
                    return atProvider(name, slash);
                }
                Optional<String> wildcard = snapshot.routes().wildcardTarget(name);
                if (wildcard.isEmpty()) {
                    return slash > 0 ? atProvider(name, slash) : atOnlyProviderOf(name);
                }
                target = filled(wildcard.get(), name);
            }
            name = target;
        }
        throw notFound("The alias '" + requested + "' leads nowhere.");
    }

    /** @throws GatewayException when no step is left, FORBIDDEN if the key is the reason */
    private Route pool(Combo combo) {
        if (combos.size() >= Combo.MAX_DEPTH || combos.contains(combo.name())) {
            throw notFound("The combo '" + combo.name() + "' stands too deep in other combos.");
        }
        combos.add(combo.name());
        List<Route.Branch> branches = new ArrayList<>(combo.steps().size());
        boolean forbidden = false;
        for (var step : combo.steps()) {
            try {
                branches.add(new Route.Branch(step, goal(step.goal())));
            } catch (GatewayException e) {
                forbidden |= e.failure().kind() == FailureKind.FORBIDDEN;
            }
        }
        combos.remove(combo.name());
        if (!branches.isEmpty()) {
            return new Route.Pool(combo, branches);
        }
        throw forbidden
                ? forbidden()
                : notFound("No step of the combo '" + combo.name() + "' can be called: their providers have no enabled"
                        + " connection, or their models are disabled.");
    }

    private Route goal(Goal goal) {
        return switch (goal) {
            case Goal.Model model ->
                model(requireProvider(model.provider(), model.name()), model.model(), model.connection());
            case Goal.AnyModel any -> anyModel(requireProvider(any.provider(), any.label()));
            case Goal.Nested nested ->
                pool(snapshot.routes()
                        .combo(nested.combo())
                        .orElseThrow(() -> notFound("There is no combo '" + nested.combo() + "'.")));
        };
    }

    /** {@code provider/*} behind a wildcard takes the name that was asked for, without what stood before its slash. */
    private static String filled(String target, String name) {
        return target.endsWith("/" + ANY)
                ? target.substring(0, target.length() - 1) + name.substring(name.indexOf('/') + 1)
                : target;
    }

    private Route atProvider(String name, int slash) {
        ProviderDescriptor provider = requireProvider(name.substring(0, slash), name);
        String model = name.substring(slash + 1);
        if (model.isEmpty()) {
            throw notFound("'" + name + "' names a provider but no model.");
        }
        return model.equals(ANY) ? anyModel(provider) : model(provider, model, Optional.empty());
    }

    private Route.Model model(ProviderDescriptor provider, String name, Optional<ConnectionId> connection) {
        String modelId = snapshot.vendorModel(provider.id(), name);
        if (snapshot.routes().isDisabled(provider.id(), modelId)) {
            throw notFound("The model '" + provider.id() + "/" + modelId + "' is disabled.");
        }
        if (!allows(provider, modelId)) {
            throw forbidden();
        }
        ModelDescriptor model = provider.model(modelId).orElseGet(() -> ModelDescriptor.unknown(modelId));
        List<Connection> accounts = snapshot.connectionsOf(provider.id());
        if (connection.isEmpty()) {
            return new Route.Model(provider, model, accounts);
        }
        List<Connection> only = accounts.stream()
                .filter(account -> account.id().equals(connection.get()))
                .toList();
        if (only.isEmpty()) {
            throw notFound("The connection of a step to '" + provider.id() + "' is not enabled.");
        }
        return new Route.Model(provider, model, only);
    }

    /** The key is asked last: only what it may not use is its fault. */
    private Route anyModel(ProviderDescriptor provider) {
        List<ModelDescriptor> callable = provider.models().stream()
                .filter(model -> !snapshot.routes().isDisabled(provider.id(), model.id()))
                .filter(model -> !snapshot.routes().isHidden(provider.id(), model.id()))
                .toList();
        if (callable.isEmpty()) {
            throw notFound(
                    provider.models().isEmpty()
                            ? "No model of '" + provider.id() + "' is known; name one, or add custom models."
                            : "All models of '" + provider.id() + "' are disabled or hidden.");
        }
        List<Route.Model> models = callable.stream()
                .filter(model -> allows(provider, model.id()))
                .map(model -> new Route.Model(provider, model, snapshot.connectionsOf(provider.id())))
                .toList();
        if (models.isEmpty()) {
            throw forbidden();
        }
        return new Route.AnyOf(models);
    }

    private Route atOnlyProviderOf(String modelId) {
        List<ProviderDescriptor> all = Resolver.callableProviders(snapshot)
                .filter(provider -> provider.model(modelId).isPresent())
                .filter(provider -> !snapshot.routes().isDisabled(provider.id(), modelId))
                .toList();
        if (all.isEmpty()) {
            throw notFound("The model '" + modelId
                    + "' does not exist. Models are called provider/model; GET /v1/models lists them.");
        }
        List<ProviderDescriptor> holders =
                all.stream().filter(provider -> allows(provider, modelId)).toList();
        if (holders.isEmpty()) {
            throw forbidden();
        }
        Optional<ProviderDescriptor> openai = holders.stream()
                .filter(provider -> provider.id().value().equals("openai"))
                .findFirst();
        if (holders.size() == 1 || openai.isPresent()) {
            return model(openai.orElseGet(() -> holders.get(0)), modelId, Optional.empty());
        }
        List<String> candidates =
                holders.stream().map(provider -> provider.id() + "/" + modelId).toList();
        throw new GatewayException(Failure.badRequest(
                "model",
                "The model '" + modelId + "' is ambiguous; say which: " + String.join(", ", candidates) + "."));
    }

    private Optional<ProviderDescriptor> provider(String name, int slash) {
        return snapshot.provider(name.substring(0, slash).toLowerCase(Locale.ROOT));
    }

    private ProviderDescriptor requireProvider(String prefix, String name) {
        ProviderDescriptor provider = snapshot.provider(prefix.toLowerCase(Locale.ROOT))
                .orElseThrow(() ->
                        notFound("The model '" + name + "' does not exist: no provider is called '" + prefix + "'."));
        if (!snapshot.isCallable(provider)) {
            throw notFound(
                    "The model '" + name + "' is not available: provider '" + prefix + "' has no enabled connection.");
        }
        return provider;
    }

    /** A key whose patterns fit the name that was asked for, or that of a combo on the way, may use all that it leads to. */
    private boolean allows(ProviderDescriptor provider, String modelId) {
        if (KeyScope.allows(key, provider, modelId, requested)) {
            return true;
        }
        for (String combo : combos) {
            if (KeyScope.allows(key, provider, modelId, combo)) {
                return true;
            }
        }
        return false;
    }

    private GatewayException forbidden() {
        return failure(
                FailureKind.FORBIDDEN, "This key may not use the model '" + requested + "'.", "model_not_allowed");
    }

    private static GatewayException notFound(String message) {
        return failure(FailureKind.NOT_FOUND, message, "model_not_found");
    }

    private static GatewayException failure(FailureKind kind, String message, String code) {
        return new GatewayException(Failure.of(kind, message, code));
    }
}
