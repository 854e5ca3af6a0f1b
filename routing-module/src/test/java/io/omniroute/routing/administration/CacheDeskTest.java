package io.omniroute.routing.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.omniroute.routing.audit.Actor;
import io.omniroute.routing.cache.semantic.Embedder;
import io.omniroute.routing.cache.semantic.EmbedderExtension;
import io.omniroute.routing.cache.semantic.EmbedderFactory;
import io.omniroute.routing.fakes.Desk;
import io.omniroute.routing.json.Body;
import io.omniroute.routing.json.Refusal;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CacheDeskTest {
    private static final Actor ADMIN = new Actor("admin", "127.0.0.1");

    private final Desk desk = new Desk();

    @TempDir
    private Path extensions;

    private CacheDesk cache;

    @BeforeEach
    void open() {
        EmbedderExtension extension = new EmbedderExtension(null, Optional.of(extensions.toString()));
        cache = new CacheDesk(desk.stores.cache, desk.stores.keys, desk.trail, desk.version, extension);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"semantic\":{\"enabled\":true}}",
                "{\"models\":{\"acme/a\":{\"semantic\":{\"enabled\":true}}}}"
            })
    void theSemanticCacheNeedsItsExtension(String body) {
        assertThatThrownBy(() -> cache.set(body(body), ADMIN)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.status()).isEqualTo(409);
            assertThat(refusal.field()).contains("semantic");
            assertThat(refusal).hasMessageContaining("omniroute-semantic-cache.jar");
            assertThat(refusal).hasMessageContaining(extensions.toString());
        });
        assertThat(cache.current().getJsonObject("semantic").getBoolean("enabled"))
                .isFalse();
        assertThat(desk.stores.audit.page(Optional.empty(), 1)).isEmpty();
    }

    @Test
    void itIsSetForAllAndForSomeAndExportedAsItWasSet() throws IOException {
        install();
        JsonObject set = cache.set(
                body(
                        "{\"semantic\":{\"enabled\":false,\"threshold\":0.97,\"maxBytes\":1000},"
                                + "\"models\":{\"acme/a\":{\"semantic\":{\"enabled\":true}},"
                                + "\"acme/b\":{\"ttlSeconds\":9,\"semantic\":{\"threshold\":0.9}},\"acme/c\":{\"enabled\":true}}}"),
                ADMIN);
        assertThat(set.getJsonObject("semantic").toString())
                .isEqualTo("{\"enabled\":false,\"threshold\":0.97,\"maxBytes\":1000}");
        assertThat(set.getJsonObject("models").toString())
                .isEqualTo(
                        "{\"acme/a\":{\"semantic\":{\"enabled\":true}},"
                                + "\"acme/b\":{\"ttlSeconds\":9,\"semantic\":{\"threshold\":0.9}},\"acme/c\":{\"enabled\":true}}");
        assertThat(cache.set(Body.of(cache.current()), ADMIN)).isEqualTo(set);
        assertThat(desk.stores.audit.last().target()).isEqualTo("settings:cache");
        assertThat(cache.set(body("{}"), ADMIN).getJsonObject("semantic").toString())
                .isEqualTo("{\"enabled\":false,\"threshold\":0.95,\"maxBytes\":33554432}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"semantic\":{\"threshold\":0.79}}; 422; semantic.threshold",
                "{\"semantic\":{\"threshold\":1.01}}; 422; semantic.threshold",
                "{\"semantic\":{\"threshold\":\"0.9\"}}; 400; semantic.threshold",
                "{\"semantic\":{\"maxBytes\":-1}}; 422; semantic.maxBytes",
                "{\"semantic\":{\"odd\":1}}; 422; semantic.odd",
                "{\"semantic\":true}; 400; semantic",
                "{\"models\":{\"a\":{\"semantic\":{\"maxBytes\":1}}}}; 422; models.a.semantic.maxBytes",
                "{\"models\":{\"a\":{\"semantic\":{\"threshold\":2}}}}; 422; models.a.semantic.threshold"
            })
    void whatIsWrongIsRefusedByItsName(String body, int status, String field) {
        assertThatThrownBy(() -> cache.set(body(body), ADMIN)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.status()).isEqualTo(status);
            assertThat(refusal.field()).contains(field);
        });
    }

    private void install() throws IOException {
        try (ZipOutputStream zip =
                new ZipOutputStream(Files.newOutputStream(extensions.resolve("omniroute-semantic-cache.jar")))) {
            zip.putNextEntry(new ZipEntry("META-INF/services/" + EmbedderFactory.class.getName()));
            zip.write(Idle.class.getName().getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        }
    }

    private static Body body(String json) {
        return Body.parse(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }

    /** Makes no vectors. */
    public static final class Idle implements EmbedderFactory {
        @Override
        public String model() {
            return "idle";
        }

        @Override
        public Embedder open() throws IOException {
            throw new IOException("not asked for here");
        }
    }
}
