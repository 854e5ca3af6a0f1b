package io.omniroute.routing.api.management;

import io.omniroute.provider.catalog.ModelDescriptor;
import io.omniroute.provider.catalog.ProviderDescriptor;
import io.omniroute.routing.access.Permission;
import io.omniroute.routing.administration.BaseUrls;
import io.omniroute.routing.administration.Providers;
import io.omniroute.routing.json.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Collection;

/** The vendors that need no node: what they are called, what a connection must bring, which models they have. */
@Path("/api/catalog")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
@Access(read = Permission.VIEW, write = Permission.ADMINISTER)
public class CatalogResource {
    private final Providers providers;

    @Inject
    public CatalogResource(Providers providers) {
        this.providers = providers;
    }

    public CatalogResource() { // for the CDI proxy, and RESTEasy wants it public
        this(null);
    }

    @GET
    public JsonObject list(@Context UriInfo uri) {
        return Pages.cut(
                providers.catalogue(),
                new Parameters(uri),
                provider -> provider.id().value(),
                provider -> write(provider)
                        .add("modelCount", provider.models().size())
                        .build());
    }

    /** One provider, by id or alias, with its models. */
    @GET
    @Path("{provider}")
    public JsonObject find(@PathParam("provider") String name) {
        ProviderDescriptor provider =
                providers.find(name).orElseThrow(() -> Refusal.notFound("There is no provider '" + name + "'."));
        JsonArrayBuilder models = Json.createArrayBuilder();
        provider.models().forEach(model -> models.add(write(model)));
        return write(provider).add("models", models).build();
    }

    private static JsonObjectBuilder write(ProviderDescriptor provider) {
        return Json.createObjectBuilder()
                .add("id", provider.id().value())
                .add("aliases", array(provider.aliases().stream().sorted().toList()))
                .add("name", provider.name())
                .add("tier", provider.tier().label())
                .add("format", provider.format().label())
                .add("baseUrl", provider.baseUrl())
                .add("parameters", array(BaseUrls.placeholders(provider.baseUrl())))
                .add("apiKeyRequired", provider.auth().required());
    }

    private static JsonObject write(ModelDescriptor model) {
        JsonObjectBuilder json =
                Json.createObjectBuilder().add("id", model.id()).add("name", model.name());
        model.contextTokens().ifPresent(tokens -> json.add("contextTokens", tokens));
        model.maxOutputTokens().ifPresent(tokens -> json.add("maxOutputTokens", tokens));
        return json.add("tools", model.tools())
                .add("vision", model.vision())
                .add("reasoning", model.reasoning())
                .build();
    }

    private static JsonArrayBuilder array(Collection<String> values) {
        JsonArrayBuilder array = Json.createArrayBuilder();
        values.forEach(array::add);
        return array;
    }
}
