package io.omniroute.routing.api.management;

import io.omniroute.provider.outbound.ProxyServer;
import io.omniroute.routing.access.Permission;
import io.omniroute.routing.audit.AuditTrail;
import io.omniroute.routing.egress.ProxyLevel;
import io.omniroute.routing.json.Refusal;
import io.omniroute.routing.passage.ProxyLog;
import io.omniroute.routing.passage.ProxyLogEntry;
import io.omniroute.routing.passage.ProxyLogQueue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What went through proxies, newest first. */
@Path("/api/usage/proxy-logs")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
@Access(read = Permission.VIEW, write = Permission.ADMINISTER)
public class ProxyLogResource {
    private static final Set<String> NAMES = Set.of("status", "type", "provider", "level", "search", "limit", "after");
    private static final List<String> TYPES =
            Stream.of(ProxyServer.Kind.values()).map(ProxyServer.Kind::word).toList();
    private static final List<String> LEVELS =
            Stream.of(ProxyLevel.values()).map(ProxyLevel::word).toList();

    private final ProxyLog log;
    private final ProxyLogQueue queue;
    private final AuditTrail trail;

    @Inject
    public ProxyLogResource(ProxyLog log, ProxyLogQueue queue, AuditTrail trail) {
        this.log = log;
        this.queue = queue;
        this.trail = trail;
    }

    public ProxyLogResource() { // for the CDI proxy, and RESTEasy wants it public
        this(null, null, null);
    }

    /** {@code ?status=ok|error&type=&provider=&level=&search=&limit=&after=}. */
    @GET
    public JsonObject page(@Context UriInfo uri) {
        Parameters parameters = new Parameters(uri).allow(NAMES);
        ProxyLog.Query query = new ProxyLog.Query(
                parameters.uuid("after"),
                parameters.limit(),
                parameters.text("status").map(ProxyLogResource::failed),
                parameters.text("type").map(type -> known("type", type, TYPES)),
                parameters.text("provider"),
                parameters.text("level").map(level -> known("level", level, LEVELS)),
                parameters.text("search"));
        JsonObject page =
                Pages.full(log.page(query), query.limit(), entry -> entry.id().toString(), ProxyLogResource::write);
        return Json.createObjectBuilder(page).add("lost", queue.lost()).build();
    }

    @DELETE
    public JsonObject clear(@Context SecurityContext security) {
        JsonObject cleared = Json.createObjectBuilder()
                .add("cleared", true)
                .add("entries", log.clear())
                .build();
        trail.changed(
                CallerContext.actor(security), "proxy-log.clear", "proxy-log", Optional.of(cleared), Optional.empty());
        return cleared;
    }

    private static String known(String name, String word, List<String> words) {
        if (!words.contains(word)) {
            throw Refusal.malformed(name, "'" + name + "' must be one of " + String.join(", ", words) + ".");
        }
        return word;
    }

    private static boolean failed(String status) {
        return switch (status) {
            case "ok" -> false;
            case "error" -> true;
            default -> throw Refusal.malformed("status", "'status' must be ok or error.");
        };
    }

    private static JsonObject write(ProxyLogEntry entry) {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("id", entry.id().toString())
                .add("time", entry.time().toString())
                .add("requestId", orNull(Optional.of(entry.requestId())))
                .add("status", entry.error().isPresent() ? "error" : "ok")
                .add("provider", entry.provider())
                .add("connectionId", orNull(entry.connectionId()))
                .add("comboId", orNull(entry.comboId()))
                .add("level", entry.level().word())
                .add("levelId", orNull(Optional.of(entry.levelId())));
        json.add(
                "proxy",
                Json.createObjectBuilder()
                        .add("type", entry.type())
                        .add("host", entry.host())
                        .add("port", entry.port()));
        return json.add("target", entry.target())
                .add("latencyMs", entry.millis())
                .add("error", orNull(entry.error()))
                .add("tlsProfile", orNull(entry.tlsProfile()))
                .build();
    }

    private static JsonValue orNull(Optional<String> text) {
        return text.filter(words -> !words.isEmpty())
                .<JsonValue>map(Json::createValue)
                .orElse(JsonValue.NULL);
    }
}
