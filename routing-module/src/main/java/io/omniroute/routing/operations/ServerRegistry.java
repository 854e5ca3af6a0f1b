package io.omniroute.routing.operations;

import jakarta.inject.Inject;
import org.eclipse.microprofile.metrics.MetricRegistry;

/** The place where the server's registry is injected. Not a bean: on a server without one nobody may look at it. */
class ServerRegistry {
    @Inject
    MetricRegistry registry;
}
