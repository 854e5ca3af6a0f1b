package io.omniroute.routing.administration;

import io.omniroute.provider.catalog.ModelDescriptor;
import io.omniroute.provider.catalog.ProviderDescriptor;
import io.omniroute.provider.catalog.ProviderId;
import io.omniroute.provider.store.Store;
import io.omniroute.routing.json.Body;
import io.omniroute.routing.json.Refusal;
import io.omniroute.routing.models.CustomModel;
import io.omniroute.routing.models.CustomModels;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Custom models: {@code {"provider","model","name","contextTokens","maxOutputTokens","tools","vision","reasoning"}}; their
 * id is {@code provider/model}.
 */
@Dependent
public class CustomModelKind implements Kind<CustomModel.Key, CustomModel> {
    private static final Set<String> FIELDS = Set.of(
            "id", "provider", "model", "name", "contextTokens", "maxOutputTokens", "tools", "vision", "reasoning");
    private static final int MAX_TOKENS = 1_000_000_000;

    private final CustomModels models;
    private final Providers providers;

    @Inject
    public CustomModelKind(CustomModels models, Providers providers) {
        this.models = models;
        this.providers = providers;
    }

    @Override
    public String word() {
        return "provider-model";
    }

    @Override
    public Store<CustomModel.Key, CustomModel> store() {
        return models;
    }

    @Override
    public Optional<CustomModel.Key> key(String id) {
        int slash = id.indexOf('/');
        if (slash < 1 || slash == id.length() - 1) {
            return Optional.empty();
        }
        String name = id.substring(0, slash);
        return providers
                .find(name)
                .map(ProviderDescriptor::id)
                .or(() -> gone(name))
                .map(provider -> new CustomModel.Key(provider, id.substring(slash + 1)));
    }

    @Override
    public String id(CustomModel model) {
        return model.provider() + "/" + model.model().id();
    }

    @Override
    public JsonObject write(CustomModel custom) {
        ModelDescriptor model = custom.model();
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("id", id(custom))
                .add("provider", custom.provider().value())
                .add("model", model.id())
                .add("name", model.name());
        model.contextTokens().ifPresent(tokens -> json.add("contextTokens", tokens));
        model.maxOutputTokens().ifPresent(tokens -> json.add("maxOutputTokens", tokens));
        return json.add("tools", model.tools())
                .add("vision", model.vision())
                .add("reasoning", model.reasoning())
                .build();
    }

    @Override
    public CustomModel read(Body body, Optional<CustomModel> current) {
        body.allow(FIELDS);
        ProviderId provider = providers.requireId(body.requireText("provider"), body.path("provider"));
        String id = body.requireLine("model", 300);
        CustomModel read = new CustomModel(
                provider,
                new ModelDescriptor(
                        id,
                        body.line("name", 300).orElse(id),
                        tokens(body, "contextTokens"),
                        tokens(body, "maxOutputTokens"),
                        Optional.empty(),
                        body.flag("tools").orElse(true),
                        body.flag("vision").orElse(true),
                        body.flag("reasoning").orElse(true)));
        requireIdentity(body, read, current);
        return read;
    }

    @Override
    public Optional<CustomModel> match(Body body) {
        return body.text("provider")
                .flatMap(providers::find)
                .map(ProviderDescriptor::id)
                .flatMap(provider ->
                        body.text("model").flatMap(model -> models.find(new CustomModel.Key(provider, model))));
    }

    /** A provider that left the catalogue, so that what was said about its models can go too. */
    private Optional<ProviderId> gone(String name) {
        return models.list().stream()
                .map(CustomModel::provider)
                .filter(provider -> provider.value().equals(name))
                .findFirst();
    }

    private void requireIdentity(Body body, CustomModel read, Optional<CustomModel> current) {
        if (current.isPresent() && !current.get().key().equals(read.key())) {
            throw body.invalid("model", "A custom model cannot be renamed; delete it and make another.");
        }
        if (current.isEmpty() && models.find(read.key()).isPresent()) {
            throw Refusal.conflict(body.path("model"), "There is already a custom model '" + id(read) + "'.");
        }
    }

    private static OptionalInt tokens(Body body, String field) {
        return body.whole(field, 1, MAX_TOKENS)
                .map(tokens -> OptionalInt.of(tokens.intValue()))
                .orElse(OptionalInt.empty());
    }
}
