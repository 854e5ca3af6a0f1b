package io.omniroute.routing.operations;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.metrics.MetricRegistry;

/**
 * Takes the server's registry where MicroProfile Metrics is present (Payara), and one of our own where it is not
 * (WildFly).
 */
@ApplicationScoped
class MetersOfServer {
    @Produces
    @Singleton
    Meters meters() {
        return offersMicroProfile() ? microProfile() : new PrometheusMeters();
    }

    /** Empty where the server shows the metrics itself. */
    @Produces
    @Singleton
    Optional<MetricsPage> page(Meters meters) {
        return meters instanceof MetricsPage page ? Optional.of(page) : Optional.empty();
    }

    // The type must not be touched before it is known to be there, nor stand in a signature that CDI would read.
    private static boolean offersMicroProfile() {
        try {
            Class.forName(
                    "org.eclipse.microprofile.metrics.MetricRegistry", false, MetersOfServer.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private static Meters microProfile() {
        Instance<MetricRegistry> registry = CDI.current().select(MetricRegistry.class);
        return registry.isResolvable() ? new MicroProfileMeters(registry.get()) : new PrometheusMeters();
    }
}
