package io.omniroute.admin.shell;

import io.omniroute.routing.api.DeadConnections;
import io.omniroute.routing.api.PathRewrites;
import io.omniroute.routing.api.ServiceInfoResource;
import io.omniroute.routing.api.chat.ChatCompletionsResource;
import io.omniroute.routing.api.error.FaultMapper;
import io.omniroute.routing.api.error.UnservedMapper;
import io.omniroute.routing.api.gemini.GeminiResource;
import io.omniroute.routing.api.management.ManagementApi;
import io.omniroute.routing.api.messages.MessagesResource;
import io.omniroute.routing.api.models.ModelsResource;
import io.omniroute.routing.api.operations.MetricsResource;
import io.omniroute.routing.api.responses.ResponsesResource;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Every resource of the gateway, at the root, because clients post to {@code /v1/…}, {@code /v1beta/…} and even
 * {@code /chat/completions}. A servlet with a longer path prefix, such as Faces at {@code /admin/*} or the server's own
 * {@code /health}, comes before it.
 */
@ApplicationPath("/")
public class GatewayApplication extends Application {
    @Override
    public Set<Class<?>> getClasses() {
        Set<Class<?>> classes = new HashSet<>(Set.of(
                WelcomePage.class,
                ServiceInfoResource.class,
                ChatCompletionsResource.class,
                ResponsesResource.class,
                MessagesResource.class,
                GeminiResource.class,
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
