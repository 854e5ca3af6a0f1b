package io.omniroute.routing.operations;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.Unmanaged;
import jakarta.inject.Singleton;
import java.util.Optional;

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

    /** Built by CDI though no bean: Payara's registry wants an injection point, and a bean of that class breaks WildFly. */
    private static Meters microProfile() {
        return new Unmanaged<>(MicroProfileMeters.class)
                .newInstance()
                .produce()
                .inject()
                .postConstruct()
                .get();
    }
}
