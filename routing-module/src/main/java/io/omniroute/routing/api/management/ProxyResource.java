package io.omniroute.routing.api.management;

import io.omniroute.routing.access.Permission;
import io.omniroute.routing.administration.ProxyDesk;
import io.omniroute.routing.audit.AuditTrail;
import io.omniroute.routing.json.Body;
import io.omniroute.routing.passage.ProxyCheck;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;

/** Which proxies calls leave by. */
@Path("/api/settings/proxy")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
@Access(read = Permission.VIEW, write = Permission.ADMINISTER)
public class ProxyResource {
    private final ProxyDesk desk;
    private final ProxyCheck check;
    private final AuditTrail trail;

    @Inject
    public ProxyResource(ProxyDesk desk, ProxyCheck check, AuditTrail trail) {
        this.desk = desk;
        this.check = check;
        this.trail = trail;
    }

    public ProxyResource() { // for the CDI proxy, and RESTEasy wants it public
        this(null, null, null);
    }

    /** All rules; with {@code ?level=&id=} one of them; with {@code ?resolve=connection&combo=} the one that holds. */
    @GET
    public JsonObject read(@Context UriInfo uri) {
        Parameters parameters = new Parameters(uri);
        Optional<String> resolve = parameters.text("resolve");
        if (resolve.isPresent()) {
            return desk.resolve(resolve.get(), parameters.text("combo"));
        }
        return parameters
                .text("level")
                .map(level -> desk.find(level, parameters.text("id")))
                .orElseGet(desk::current);
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    public JsonObject set(Body body, @Context SecurityContext security) {
        return desk.set(body, CallerContext.actor(security));
    }

    /** {@code ?level=&id=}. */
    @DELETE
    public JsonObject remove(@Context UriInfo uri, @Context SecurityContext security) {
        Parameters parameters = new Parameters(uri);
        return desk.remove(parameters.require("level"), parameters.text("id"), CallerContext.actor(security));
    }

    /** Fetches a page through a proxy; what goes wrong is an answer too. */
    @POST
    @Path("test")
    @Consumes(MediaType.APPLICATION_JSON)
    public JsonObject test(Body body, @Context SecurityContext security) {
        ProxyDesk.Trial trial = desk.trial(body);
        ProxyCheck.Report report = check.run(trial.server(), trial.url().orElse(ProxyCheck.DEFAULT_TARGET));
        JsonObjectBuilder json = Json.createObjectBuilder().add("success", report.success());
        report.status().ifPresent(status -> json.add("status", status));
        report.publicIp().ifPresent(address -> json.add("publicIp", address));
        report.error().ifPresent(error -> json.add("error", error));
        report.code().ifPresent(code -> json.add("code", code));
        JsonObject shown = json.add("latencyMs", report.millis())
                .add("proxyUrl", trial.server().toString())
                .build();
        trail.changed(
                CallerContext.actor(security),
                "proxy.test",
                "proxy:" + trial.server().hostAndPort(),
                Optional.empty(),
                Optional.of(shown));
        return shown;
    }
}
