package io.omniroute.routing.api.management;

import io.omniroute.routing.cache.AnswerCache;
import io.omniroute.routing.gateway.CallWatch;
import io.omniroute.routing.gateway.DrainGate;
import io.omniroute.routing.session.Sessions;
import io.omniroute.routing.telemetry.Timings;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;

/** How busy this node is, and how fast. */
@Dependent
public class TrafficHealth {
    private static final Duration WINDOW = Duration.ofMinutes(5);

    private final DrainGate gate;
    private final CallWatch watch;
    private final Timings timings;
    private final Sessions sessions;
    private final AnswerCache cache;

    @Inject
    public TrafficHealth(DrainGate gate, CallWatch watch, Timings timings, Sessions sessions, AnswerCache cache) {
        this.gate = gate;
        this.watch = watch;
        this.timings = timings;
        this.sessions = sessions;
        this.cache = cache;
    }

    JsonObjectBuilder write() {
        return Json.createObjectBuilder()
                .add("runningCalls", gate.runningCalls())
                .add("openStreams", watch.openStreams())
                .add("sessions", sessions.count())
                .add("latency", latency())
                .add("cache", CacheStatsResource.write(cache.stats()));
    }

    private JsonObjectBuilder latency() {
        var summary = timings.summary(WINDOW);
        return Json.createObjectBuilder()
                .add("windowMs", WINDOW.toMillis())
                .addAll(TelemetryJson.write(summary.whole()))
                .add("unserved", summary.unserved())
                .add("overhead", TelemetryJson.write(summary.overhead()));
    }
}
