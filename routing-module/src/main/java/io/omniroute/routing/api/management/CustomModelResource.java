package io.omniroute.routing.api.management;

import io.omniroute.routing.access.Permission;
import io.omniroute.routing.administration.Administration;
import io.omniroute.routing.administration.CustomModelKind;
import io.omniroute.routing.administration.Providers;
import io.omniroute.routing.models.CustomModel;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

/** Models that the catalogue does not list, or lists wrongly. */
@Path("/api/provider-models")
@ApplicationScoped
@Access(read = Permission.VIEW, write = Permission.OPERATE)
public class CustomModelResource extends ObjectResource<CustomModel.Key, CustomModel> {
    private final Providers providers;

    @Inject
    public CustomModelResource(Administration administration, CustomModelKind kind, Providers providers) {
        super(administration, kind);
        this.providers = providers;
    }

    public CustomModelResource() { // for the CDI proxy, and RESTEasy wants it public
        this(null, null, null);
    }

    /** All, or with {@code ?provider=} those of one, which need no longer exist. */
    @Override
    public JsonObject list(UriInfo uri) {
        Parameters parameters = new Parameters(uri);
        List<CustomModel> models = parameters
                .text("provider")
                .map(name ->
                        providers.find(name).map(found -> found.id().value()).orElse(name))
                .map(provider -> administration().list(kind()).stream()
                        .filter(model -> model.provider().value().equals(provider))
                        .toList())
                .orElseGet(() -> administration().list(kind()));
        return Pages.cut(models, parameters, kind()::id, this::show);
    }

    /** {@code ?provider=&model=}. */
    @DELETE
    public Response removeNamed(@Context UriInfo uri, @Context SecurityContext security) {
        Parameters parameters = new Parameters(uri);
        return remove(parameters.require("provider") + "/" + parameters.require("model"), security);
    }
}
