package io.omniroute.routing.api.management;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OpenApiDocumentTest {
    private JsonNode document;

    @BeforeEach
    void read() throws IOException {
        try (InputStream in = getClass().getResourceAsStream("/META-INF/openapi.yaml")) {
            document = new YAMLMapper().readTree(in);
        }
    }

    @Test
    void describesTheManagementApiExactly() {
        Set<String> described = new TreeSet<>();
        document.get("paths").properties().forEach(path -> {
            if (path.getKey().startsWith("/api")) {
                path.getValue().fieldNames().forEachRemaining(method -> described.add(method + " " + path.getKey()));
            }
        });
        assertThat(described).containsExactlyElementsOf(implemented());
    }

    @Test
    void describesTheInferenceApi() {
        for (String path : Set.of(
                "/v1/chat/completions",
                "/v1/responses",
                "/v1/messages",
                "/v1/messages/count_tokens",
                "/v1/models",
                "/v1/models/{model}",
                "/v1beta/models",
                "/v1beta/models/{model}:generateContent",
                "/v1beta/models/{model}:streamGenerateContent",
                "/v1beta/models/{model}:countTokens",
                "/v1/models/{model}:generateContent")) {
            assertThat(document.get("paths").has(path)).as(path).isTrue();
        }
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        assertThat(document.findValuesAsText("$ref")).isNotEmpty().allSatisfy(reference -> assertThat(
                        document.at(reference.substring(1)).isMissingNode())
                .as(reference)
                .isFalse());
    }

    @Test
    void everyCallButTheServiceInfoNeedsACredential() {
        document.get("paths")
                .forEach(path ->
                        path.forEach(call -> assertThat(call.path("security").isEmpty())
                                .as(call.toString())
                                .isEqualTo(call.path("operationId").asText().equals("serviceInfo"))));
    }

    private static Set<String> implemented() {
        Set<String> calls = new TreeSet<>();
        for (Class<?> resource : ManagementApi.resources()) {
            for (Method method : resource.getMethods()) {
                Method declared = annotated(method);
                Arrays.stream(declared.getAnnotations())
                        .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                        .filter(http -> http != null)
                        .forEach(http ->
                                calls.add(http.value().toLowerCase(Locale.ROOT) + " " + path(resource, declared)));
            }
        }
        return calls;
    }

    /** Jakarta REST, 3.6: a method without annotations has those of the one it overrides. */
    private static Method annotated(Method method) {
        try {
            return method.getAnnotations().length > 0
                            || !ObjectResource.class.isAssignableFrom(method.getDeclaringClass())
                    ? method
                    : ObjectResource.class.getMethod(method.getName(), method.getParameterTypes());
        } catch (NoSuchMethodException e) {
            return method;
        }
    }

    private static String path(Class<?> resource, Method method) {
        Path own = method.getAnnotation(Path.class);
        String base = resource.getAnnotation(Path.class).value();
        return own == null ? base : base + "/" + own.value().replaceAll(":\\s*[^}]*}", "}");
    }
}
