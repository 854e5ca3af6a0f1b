package io.omniroute.routing.api.management;

import io.omniroute.provider.client.GatewayVersion;
import io.omniroute.routing.access.Permission;
import io.omniroute.routing.operations.DatabaseProbe;
import io.omniroute.routing.usage.JournalState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** How this node fares. Orchestrators ask {@code /health} instead, which needs no login. */
@Path("/api/monitoring/health")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
@Access(read = Permission.VIEW, write = Permission.ADMINISTER)
public class HealthResource {
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final DatabaseProbe database;
    private final JournalState journal;
    private final VendorHealth vendors;
    private final TrafficHealth traffic;

    @Inject
    public HealthResource(DatabaseProbe database, JournalState journal, VendorHealth vendors, TrafficHealth traffic) {
        this.database = database;
        this.journal = journal;
        this.vendors = vendors;
        this.traffic = traffic;
    }

    public HealthResource() { // for the CDI proxy, and RESTEasy wants it public
        this(null, null, null, null);
    }

    @GET
    public JsonObject health() {
        Instant now = vendors.now();
        Optional<Duration> answer = database.answer(LIMIT);
        boolean well = answer.isPresent() && journal.writable();
        JsonObjectBuilder databaseJson = Json.createObjectBuilder().add("up", answer.isPresent());
        answer.ifPresent(time -> databaseJson.add("latencyMs", time.toMillis()));
        return Json.createObjectBuilder()
                .add("status", well ? "healthy" : "degraded")
                .add("timestamp", now.truncatedTo(ChronoUnit.MILLIS).toString())
                .add("version", GatewayVersion.VERSION)
                .add("uptimeSeconds", ManagementFactory.getRuntimeMXBean().getUptime() / 1000)
                .add("memory", memory())
                .add("system", system())
                .add("database", databaseJson)
                .add(
                        "journal",
                        Json.createObjectBuilder()
                                .add("writable", journal.writable())
                                .add("pending", journal.pending()))
                .addAll(vendors.write())
                .addAll(traffic.write())
                .build();
    }

    private static JsonObjectBuilder system() {
        return Json.createObjectBuilder()
                .add("javaVersion", System.getProperty("java.version"))
                .add("platform", System.getProperty("os.name") + " " + System.getProperty("os.arch"))
                .add("processors", Runtime.getRuntime().availableProcessors())
                .add("pid", ProcessHandle.current().pid());
    }

    private static JsonObjectBuilder memory() {
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        return Json.createObjectBuilder()
                .add("heapUsedBytes", heap.getUsed())
                .add("heapCommittedBytes", heap.getCommitted())
                .add("heapMaxBytes", heap.getMax());
    }
}
