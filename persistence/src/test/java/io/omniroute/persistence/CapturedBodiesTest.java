package io.omniroute.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.persistence.capture.JpaCapturedBodies;
import io.omniroute.persistence.crypto.MasterKeys;
import io.omniroute.persistence.crypto.TestKeys;
import io.omniroute.persistence.testing.Samples;
import io.omniroute.persistence.testing.Unit;
import io.omniroute.persistence.testing.Unit.Platform;
import io.omniroute.routing.capture.CapturedBodies;
import io.omniroute.routing.capture.CapturedCall;
import io.omniroute.routing.capture.CapturedPart;
import io.omniroute.routing.capture.CapturedPart.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CapturedBodiesTest {
    private static final Instant NOON = Samples.NOON;
    private static final String PROMPT = "What is said here must not be readable on the disk.";

    @TempDir
    private Path directory;

    private Unit unit;

    @ParameterizedTest
    @EnumSource
    void whatIsKeptComesBackAndIsUnreadableOnTheDisk(Platform platform) {
        CapturedBodies bodies = bodies(platform);
        CapturedCall call = call(NOON, PROMPT + "é😀".repeat(300_000));
        bodies.put(call);
        bodies.put(call);
        assertThat(bodies.find(call.id())).contains(call);
        assertThat(bodies.isKept(call.id())).isTrue();
        assertThat(bodies.find(UUID.randomUUID())).isEmpty();
        Object content = unit.inTransaction(entities ->
                entities.createNativeQuery("select content from captured_call").getSingleResult());
        assertThat((String) content).startsWith("v1:").doesNotContain("What is said", "curl");
        assertThat(((String) content).length()).isLessThan(100_000);
    }

    @ParameterizedTest
    @EnumSource
    void theOldAndTheManyGo(Platform platform) {
        CapturedBodies bodies = bodies(platform);
        List<CapturedCall> calls = IntStream.range(0, 10)
                .mapToObj(hour -> call(NOON.minus(Duration.ofHours(hour / 2)), "x"))
                .toList();
        calls.forEach(bodies::put);
        assertThat(bodies.removeBefore(NOON.minus(Duration.ofHours(3)))).isEqualTo(2);
        assertThat(bodies.keepNewest(8)).isZero();
        assertThat(bodies.keepNewest(5)).isEqualTo(3);
        assertThat(calls.stream().filter(call -> bodies.isKept(call.id()))).hasSize(5);
        assertThat(bodies.isKept(calls.get(0).id())).isTrue();
        assertThat(bodies.keepNewest(5)).isZero();
    }

    private CapturedBodies bodies(Platform platform) {
        unit = Unit.on(platform);
        MasterKeys keys = TestKeys.generatedIn(directory, unit);
        keys.verify();
        return unit.transactional(CapturedBodies.class, entities -> new JpaCapturedBodies(entities, keys));
    }

    private static CapturedCall call(Instant time, String text) {
        return new CapturedCall(
                UUID.randomUUID(),
                time,
                UUID.randomUUID(),
                List.of(
                        new CapturedPart(
                                Kind.CLIENT_REQUEST,
                                Optional.empty(),
                                Map.of("user-agent", "curl"),
                                7,
                                true,
                                Optional.empty(),
                                text),
                        new CapturedPart(
                                Kind.VENDOR_ANSWER,
                                Optional.of(200),
                                Map.of(),
                                7,
                                false,
                                Optional.of(Kind.CLIENT_REQUEST),
                                "")));
    }
}
