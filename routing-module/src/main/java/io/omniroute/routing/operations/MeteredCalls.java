package io.omniroute.routing.operations;

import io.omniroute.provider.wire.WireFormat;
import io.omniroute.routing.usage.UsageRecord;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongConsumer;

/**
 * Counts calls by provider and model. The number of series is bounded, although callers choose model names: a model
 * becomes a label when a provider has served it, and only so many do.
 */
@ApplicationScoped
public class MeteredCalls implements CallMetrics {
    /** Stands for a provider or model that was never reached, or never served. */
    static final String NONE = "none";
    /** Stands for all models beyond the bound. */
    static final String OTHER = "other";

    private static final int MAX_SERIES = 300;

    private final Meters meters;
    private final int maxSeries;
    private final ConcurrentMap<Series, CallMeters> series = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, LongConsumer> failedAttempts = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, LongConsumer> passedOver = new ConcurrentHashMap<>();
    private final ConcurrentMap<Refusal, LongConsumer> refused = new ConcurrentHashMap<>();

    private record Series(String provider, String model) {}

    private record Refusal(WireFormat format, int status) {}

    @Inject
    public MeteredCalls(Meters meters) {
        this(meters, MAX_SERIES);
    }

    MeteredCalls(Meters meters, int maxSeries) {
        this.meters = meters;
        this.maxSeries = maxSeries;
    }

    protected MeteredCalls() {
        this(null, 0); // for the CDI proxy
    }

    /** Finds the server's registry while the application starts: calls run on threads that no longer know of it. */
    void start(@Observes @Initialized(ApplicationScoped.class) Object started) {
        metersOf(NONE, NONE);
    }

    @Override
    public void settled(UsageRecord usage) {
        boolean served = usage.status() < 400;
        (served ? served(usage.provider(), usage.model()) : tried(usage.provider(), usage.model())).settled(usage);
    }

    @Override
    public void attemptFailed(String provider) {
        failedAttempts.computeIfAbsent(provider, this::newFailedAttempts).accept(1);
    }

    @Override
    public void passedOver(String provider) {
        passedOver.computeIfAbsent(provider, this::newPassedOver).accept(1);
    }

    @Override
    public void refused(WireFormat format, int status) {
        refused.computeIfAbsent(new Refusal(format, status), this::newRefused).accept(1);
    }

    @Override
    public void streamOpened(String provider, String model) {
        served(provider, model).streamOpened();
    }

    @Override
    public void streamClosed(String provider, String model) {
        served(provider, model).streamClosed();
    }

    private CallMeters served(String provider, String model) {
        CallMeters known = series.get(new Series(provider, model));
        if (known != null) {
            return known;
        }
        return metersOf(provider, series.size() < maxSeries ? model : OTHER);
    }

    private CallMeters tried(String provider, String model) {
        if (provider.isEmpty()) {
            return metersOf(NONE, NONE);
        }
        CallMeters known = series.get(new Series(provider, model));
        return known != null ? known : metersOf(provider, NONE);
    }

    private CallMeters metersOf(String provider, String model) {
        return series.computeIfAbsent(
                new Series(provider, model), key -> new CallMeters(meters, key.provider(), key.model()));
    }

    private LongConsumer newFailedAttempts(String provider) {
        return meters.counter(Meter.FAILED_ATTEMPTS, provider);
    }

    private LongConsumer newPassedOver(String provider) {
        return meters.counter(Meter.PASSED_OVER, provider);
    }

    private LongConsumer newRefused(Refusal refusal) {
        return meters.counter(Meter.REFUSED, refusal.format().label(), Integer.toString(refusal.status()));
    }
}
