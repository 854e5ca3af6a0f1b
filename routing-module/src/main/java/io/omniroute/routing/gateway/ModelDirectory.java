package io.omniroute.routing.gateway;

import io.omniroute.provider.catalog.ModelDescriptor;
import io.omniroute.provider.catalog.ProviderDescriptor;
import io.omniroute.provider.chat.GatewayException;
import io.omniroute.routing.access.ApiKey;
import io.omniroute.routing.access.ApiScope;
import io.omniroute.routing.combo.Combo;
import io.omniroute.routing.models.NamePattern;
import io.omniroute.routing.resolution.KeyScope;
import io.omniroute.routing.resolution.Resolver;
import io.omniroute.routing.resolution.Target;
import io.omniroute.routing.snapshot.Snapshot;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** Lists exactly the models that a key may call now. */
@ApplicationScoped
public class ModelDirectory {
    private final Entrance entrance;

    @Inject
    public ModelDirectory(Entrance entrance) {
        this.entrance = entrance;
    }

    protected ModelDirectory() {
        this(null); // for the CDI proxy
    }

    /**
     * @param id what a client puts into {@code model}: {@code provider/model}, a combo, an alias
     * @param owner the provider's id, {@code combo} for a combo, {@code alias} for an alias
     */
    public record ListedModel(String id, String owner, ModelDescriptor model) {}

    /** Combos first, then aliases, then models by provider. @throws GatewayException UNAUTHENTICATED, FORBIDDEN */
    public List<ListedModel> list(Visitor visitor) {
        Snapshot snapshot = entrance.snapshot();
        ApiKey key = entrance.admit(visitor, ApiScope.MODELS, snapshot, entrance.now());
        List<ListedModel> listed = new ArrayList<>();
        snapshot.routes().combos().stream().map(Combo::name).sorted().forEach(name -> named(
                        name, "combo", key, snapshot)
                .ifPresent(listed::add));
        snapshot.aliases().keySet().stream()
                .filter(alias -> !NamePattern.isPattern(alias))
                .sorted()
                .forEach(alias -> named(alias, "alias", key, snapshot).ifPresent(listed::add));
        Resolver.callableProviders(snapshot).forEach(provider -> provider.models().stream()
                .filter(model -> isShown(provider, model, snapshot))
                .flatMap(model -> entry(provider, model, key, snapshot).stream())
                .forEach(listed::add));
        return listed;
    }

    /** One model by the name a client would call it; also one that is not listed but would be served. */
    public ListedModel require(Visitor visitor, String id) {
        Snapshot snapshot = entrance.snapshot();
        ApiKey key = entrance.admit(visitor, ApiScope.MODELS, snapshot, entrance.now());
        List<Target> targets = Resolver.resolve(id, key, snapshot);
        String owner = snapshot.routes().combo(id).isPresent()
                ? "combo"
                : targets.get(0).provider().id().value();
        return new ListedModel(id, owner, common(targets));
    }

    private static boolean isShown(ProviderDescriptor provider, ModelDescriptor model, Snapshot snapshot) {
        return !snapshot.routes().isHidden(provider.id(), model.id())
                && !snapshot.routes().isDisabled(provider.id(), model.id());
    }

    private static Optional<ListedModel> named(String name, String owner, ApiKey key, Snapshot snapshot) {
        try {
            return Optional.of(new ListedModel(name, owner, common(Resolver.resolve(name, key, snapshot))));
        } catch (GatewayException e) {
            return Optional.empty(); // it leads to what this key may not call, or to nothing now
        }
    }

    /** What holds whoever answers: the smallest limits, the abilities of all. */
    private static ModelDescriptor common(List<Target> targets) {
        ModelDescriptor first = targets.get(0).model();
        return new ModelDescriptor(
                first.id(),
                first.name(),
                smallest(targets, ModelDescriptor::contextTokens),
                smallest(targets, ModelDescriptor::maxOutputTokens),
                first.price(),
                targets.stream().allMatch(target -> target.model().tools()),
                targets.stream().allMatch(target -> target.model().vision()),
                targets.stream().allMatch(target -> target.model().reasoning()));
    }

    private static OptionalInt smallest(List<Target> targets, Function<ModelDescriptor, OptionalInt> limit) {
        return targets.stream()
                .map(target -> limit.apply(target.model()))
                .filter(OptionalInt::isPresent)
                .mapToInt(OptionalInt::getAsInt)
                .min();
    }

    /** By its full name, or by the bare one when the key's scope fits only that. */
    private static Optional<ListedModel> entry(
            ProviderDescriptor provider, ModelDescriptor model, ApiKey key, Snapshot snapshot) {
        String full = provider.id() + "/" + model.id();
        String owner = provider.id().value();
        if (KeyScope.allows(key, provider, model.id(), full)) {
            return Optional.of(new ListedModel(full, owner, model));
        }
        return KeyScope.allows(key, provider, model.id(), model.id())
                ? named(model.id(), owner, key, snapshot)
                : Optional.empty();
    }
}
