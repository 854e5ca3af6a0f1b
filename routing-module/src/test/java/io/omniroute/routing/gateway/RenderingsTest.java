package io.omniroute.routing.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.provider.chat.Usage;
import io.omniroute.provider.codec.Codecs;
import io.omniroute.provider.wire.Envelope;
import io.omniroute.provider.wire.WireFormat;
import io.omniroute.routing.answer.RecordedAnswer;
import io.omniroute.routing.answer.RecordedAnswer.Shape;
import io.omniroute.routing.resolution.Fixture;
import io.omniroute.routing.shaping.Shaper;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An answer is told in its other shape in full, or not at all. */
class RenderingsTest {
    private static final Renderings RENDERINGS = new Renderings(new Codecs());

    static List<KeptAnswer> plain() {
        return KeptAnswers.plain();
    }

    static List<KeptAnswer> rich() {
        return KeptAnswers.rich();
    }

    @ParameterizedTest
    @MethodSource("plain")
    void anAnswerThatIsKnownInFullIsToldInItsOtherShape(KeptAnswer answer) {
        String told = rendered(answer, answer.otherShape()).orElseThrow();
        assertThat(told).contains(answer.facts());
        assertThat(rendered(answer, answer.shape())).contains(answer.text());
    }

    @ParameterizedTest
    @MethodSource("rich")
    void anAnswerWithMoreThanThatIsToldInItsOwnShapeOnly(KeptAnswer answer) {
        assertThat(rendered(answer, answer.otherShape())).isEmpty();
        assertThat(rendered(answer, answer.shape())).contains(answer.text());
    }

    private static Optional<String> rendered(KeptAnswer answer, Shape shape) {
        RecordedAnswer recorded = new RecordedAnswer(
                answer.shape(),
                answer.text().getBytes(StandardCharsets.UTF_8),
                "acme",
                "a",
                Usage.NONE,
                BigDecimal.ZERO,
                List.of());
        return RENDERINGS
                .render(recorded, shape, call(answer.format(), shape != Shape.WHOLE))
                .map(body -> new String(body, StandardCharsets.UTF_8));
    }

    private static PreparedCall call(WireFormat format, boolean stream) {
        String asked =
                switch (format) {
                    case OPENAI_CHAT -> "\"messages\":[{\"role\":\"user\",\"content\":\"q\"}]";
                    case OPENAI_RESPONSES -> "\"input\":\"q\"";
                    case ANTHROPIC_MESSAGES -> "\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"q\"}]";
                    case GEMINI -> "\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"q\"}]}]";
                };
        Optional<Envelope> path =
                format == WireFormat.GEMINI ? Optional.of(Envelope.ofPath("acme/a", stream, false)) : Optional.empty();
        String named = path.isPresent() ? "" : "\"model\":\"acme/a\",\"stream\":" + stream + ",";
        ClientCall call = new ClientCall(
                format,
                "req_1",
                path,
                Map.of(),
                Optional.of(Fixture.KEY),
                InputStream.nullInputStream(),
                -1,
                new ClientSocket("127.0.0.1", 1, 1, () -> false));
        return new PreparedCall(
                call,
                new CallTrace("req_1", format, Instant.EPOCH),
                ("{" + named + asked + "}").getBytes(StandardCharsets.UTF_8),
                new Codecs(),
                Shaper.NONE);
    }
}
