package io.omniroute.routing.gateway;

import io.omniroute.provider.catalog.ModelDescriptor;
import io.omniroute.provider.catalog.ProviderDescriptor;
import io.omniroute.provider.chat.GatewayException;
import io.omniroute.routing.access.ApiKey;
import io.omniroute.routing.access.ApiScope;
import io.omniroute.routing.resolution.KeyScope;
import io.omniroute.routing.resolution.Resolver;
import io.omniroute.routing.snapshot.Snapshot;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
     * @param id what a client puts into {@code model}: {@code provider/model} or an alias
     * @param owner the provider's id, {@code alias} for an alias
     */
    public record ListedModel(String id, String owner, ModelDescriptor model) {}

    /** Aliases first, then models by provider. @throws GatewayException UNAUTHENTICATED, FORBIDDEN */
    public List<ListedModel> list(Visitor visitor) {
        Snapshot snapshot = entrance.snapshot();
        ApiKey key = entrance.admit(visitor, ApiScope.MODELS, snapshot, Instant.now());
        List<ListedModel> listed = new ArrayList<>();
        snapshot.aliases().keySet().stream().sorted().forEach(alias -> resolvedAlias(alias, key, snapshot)
                .ifPresent(listed::add));
        Resolver.callableProviders(snapshot).forEach(provider -> provider.models().stream()
                .filter(model -> KeyScope.allows(key, provider, model.id(), model.id()))
                .forEach(model -> listed.add(entry(provider, model))));
        return listed;
    }

    /** One model by the name a client would call it; also one that is not listed but would be served. */
    public ListedModel require(Visitor visitor, String id) {
        Snapshot snapshot = entrance.snapshot();
        ApiKey key = entrance.admit(visitor, ApiScope.MODELS, snapshot, Instant.now());
        var target = Resolver.resolve(id, key, snapshot).get(0);
        return new ListedModel(id, target.provider().id().value(), target.model());
    }

    private static Optional<ListedModel> resolvedAlias(String alias, ApiKey key, Snapshot snapshot) {
        try {
            var target = Resolver.resolve(alias, key, snapshot).get(0);
            return Optional.of(new ListedModel(alias, "alias", target.model()));
        } catch (GatewayException e) {
            return Optional.empty(); // it leads to what this key may not call, or to nothing now
        }
    }

    private static ListedModel entry(ProviderDescriptor provider, ModelDescriptor model) {
        return new ListedModel(provider.id() + "/" + model.id(), provider.id().value(), model);
    }
}
