package io.omniroute.admin.shell;

import io.omniroute.routing.api.DeadConnections;
import io.omniroute.routing.api.PathRewrites;
import io.omniroute.routing.api.ServiceInfoResource;
import io.omniroute.routing.api.error.FaultMapper;
import io.omniroute.routing.api.error.UnservedMapper;
import io.omniroute.routing.api.management.ManagementApi;
import io.omniroute.routing.api.models.ModelsResource;
import io.omniroute.routing.api.operations.MetricsResource;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Every resource of the gateway, at the root, because clients ask at {@code /v1/…}, {@code /v1beta/…} and even at
 * {@code /models}. Chat calls never come here, {@code routing.api.chat.ChatFilter} takes them. A servlet with a longer path prefix, such as Faces at {@code /admin/*} or the server's own
 * {@code /health}, comes before it.
 */
@ApplicationPath("/")
public class GatewayApplication extends Application {
    @Override
    public Set<Class<?>> getClasses() {
        Set<Class<?>> classes = new HashSet<>(Set.of(
                WelcomePage.class,
                ServiceInfoResource.class,
                ModelsResource.class,
                MetricsResource.class,
                PathRewrites.class,
                DeadConnections.class,
                UnservedMapper.class,
                FaultMapper.class));
        classes.addAll(ManagementApi.resources());
        classes.addAll(ManagementApi.providers());
        return classes;
    }

    @Override
    public Map<String, Object> getProperties() {
        return Map.of(
                // Jersey holds back the first 8 KiB of an answer to count its length: that is most of a short stream
                "jersey.config.contentLength.buffer", 0,
                "jersey.config.server.contentLength.buffer", 0,
                "jersey.config.server.wadl.disableWadl", true);
    }
}
