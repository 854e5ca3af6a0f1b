package io.omniroute.routing.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.provider.chat.Usage;
import io.omniroute.provider.wire.WireFormat;
import io.omniroute.routing.cache.CacheRule;
import io.omniroute.routing.cache.SemanticRule;
import io.omniroute.routing.cache.semantic.AnswerCaches;
import io.omniroute.routing.cache.semantic.Embeddings;
import io.omniroute.routing.cache.semantic.SemanticCache;
import io.omniroute.routing.resolution.Fixture;
import io.omniroute.routing.usage.UsageRecord;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SemanticAnswersTest extends RememberingGateway {
    private static final String ASKED = "How do I reset my password?";
    private static final String SAME = "What is the way to reset my password?";
    private static final String OTHER = "What is the way to the station?";

    private final Subjects subjects = new Subjects();

    @BeforeEach
    void turnOn() {
        rule = new CacheRule(false, false, Duration.ofHours(1), new SemanticRule(true, 0.95));
        caches = new AnswerCaches(cache, new SemanticCache(), subjects);
    }

    @Test
    void theSameInOtherWordsIsAnsweredWithoutAVendor() {
        vendor.answers(200, JSON, WHOLE);
        assertThat(ask(ASKED, Fixture.KEY).headers)
                .containsEntry("X-OmniRoute-Cache", "MISS")
                .doesNotContainKey("X-OmniRoute-Cache-Similarity");
        RecordedReply same = ask(SAME, Fixture.KEY);
        assertThat(same.text()).isEqualTo(WHOLE);
        assertThat(same.headers)
                .containsEntry("X-OmniRoute-Cache", "SEMANTIC-HIT")
                .containsEntry("X-OmniRoute-Cache-Similarity", "0.978")
                .containsEntry("X-OmniRoute-Provider", "acme");
        assertThat(vendor.calls).hasSize(1);
        UsageRecord hit = journal.get(1);
        assertThat(hit.source()).isEqualTo(UsageRecord.Source.CACHE);
        assertThat(hit.tokens()).isEqualTo(Usage.NONE);
        assertThat(hit.cost().total()).isZero();
        assertThat(hit.savedUsd()).isEqualByComparingTo("10");
        assertThat(caches.semantic().stats().savedUsd()).isEqualByComparingTo("10");
        assertThat(cache.stats().misses()).isZero();
    }

    @Test
    void anotherQuestionIsNotAnswered() {
        vendor.answers(200, JSON, WHOLE).answers(200, JSON, WHOLE);
        ask(ASKED, Fixture.KEY);
        assertThat(ask(OTHER, Fixture.KEY).headers).containsEntry("X-OmniRoute-Cache", "MISS");
        assertThat(vendor.calls).hasSize(2);
    }

    @Test
    void nobodyGetsAnAnswerOfAnotherKey() {
        vendor.answers(200, JSON, WHOLE).answers(200, JSON, WHOLE).answers(200, JSON, WHOLE);
        ask(ASKED, Fixture.KEY);
        assertThat(ask(ASKED, OTHER_KEY).headers).containsEntry("X-OmniRoute-Cache", "MISS");
        assertThat(ask(SAME, OTHER_KEY).headers).containsEntry("X-OmniRoute-Cache", "SEMANTIC-HIT");
        assertThat(ask(SAME, Fixture.KEY).headers).containsEntry("X-OmniRoute-Cache", "SEMANTIC-HIT");
        assertThat(vendor.calls).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"top_p\":0.5,\"messages\":[{\"role\":\"user\",\"content\":\"TEXT\"}]",
                "\"tools\":[],\"messages\":[{\"role\":\"user\",\"content\":\"TEXT\"}]",
                "\"messages\":[{\"role\":\"system\",\"content\":\"Be brief.\"},{\"role\":\"user\",\"content\":\"TEXT\"}]",
                "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"},{\"role\":\"assistant\",\"content\":\"Hi\"},"
                        + "{\"role\":\"user\",\"content\":\"TEXT\"}]",
            })
    void theRestOfTheRequestMustBeTheSame(String other) {
        vendor.answers(200, JSON, WHOLE).answers(200, JSON, WHOLE);
        ask(ASKED, Fixture.KEY);
        String body = "{\"model\":\"acme/a\",\"temperature\":0," + other.replace("TEXT", SAME) + "}";
        assertThat(call(WireFormat.OPENAI_CHAT, body, Fixture.KEY).headers).containsEntry("X-OmniRoute-Cache", "MISS");
    }

    @Test
    void formatsAreKeptApart() {
        vendor.answers(200, JSON, WHOLE).answers(200, JSON, WHOLE);
        String body = "{\"model\":\"acme/a\",\"max_tokens\":5,\"temperature\":0,"
                + "\"messages\":[{\"role\":\"user\",\"content\":\"TEXT\"}]}";
        call(WireFormat.OPENAI_CHAT, body.replace("TEXT", ASKED), Fixture.KEY);
        assertThat(call(WireFormat.ANTHROPIC_MESSAGES, body.replace("TEXT", SAME), Fixture.KEY).headers)
                .containsEntry("X-OmniRoute-Cache", "MISS");
        RecordedReply hit = call(WireFormat.ANTHROPIC_MESSAGES, body.replace("TEXT", ASKED), Fixture.KEY);
        assertThat(hit.headers).containsEntry("X-OmniRoute-Cache", "SEMANTIC-HIT");
        assertThat(hit.text()).contains("\"type\":\"message\"");
    }

    @Test
    void aHitNamesWhatTheVendorWasNotTold() {
        vendor.answers(200, JSON, WHOLE);
        String body = "{\"model\":\"acme/a\",\"max_tokens\":5,\"temperature\":0,\"context_management\":{},"
                + "\"messages\":[{\"role\":\"user\",\"content\":\"TEXT\"}]}";
        call(WireFormat.ANTHROPIC_MESSAGES, body.replace("TEXT", ASKED), Fixture.KEY);
        assertThat(call(WireFormat.ANTHROPIC_MESSAGES, body.replace("TEXT", SAME), Fixture.KEY).headers)
                .containsEntry("X-OmniRoute-Cache", "SEMANTIC-HIT")
                .containsEntry("X-OmniRoute-Lossy", "context_management");
    }

    @Test
    void aStreamIsAnsweredFromAWholeAnswerAndTheOtherWayRound() {
        vendor.answers(200, JSON, PLAIN);
        ask(ASKED, Fixture.KEY);
        RecordedReply streamed = ask(SAME, "\"stream\":true,", Fixture.KEY);
        assertThat(streamed.headers)
                .containsEntry("X-OmniRoute-Cache", "SEMANTIC-HIT")
                .containsEntry("Content-Type", SSE);
        assertThat(streamed.text()).contains("data: {", "Hé").endsWith(DONE);

        vendor.answers(200, SSE, CHUNK + USAGE + DONE);
        ask(ASKED, "\"top_p\":1,\"stream\":true,", Fixture.KEY);
        RecordedReply whole = ask(SAME, "\"top_p\":1,", Fixture.KEY);
        assertThat(whole.headers).containsEntry("X-OmniRoute-Cache", "SEMANTIC-HIT");
        assertThat(whole.text()).contains("\"content\":\"Hé\"");
        assertThat(vendor.calls).hasSize(2);
    }

    @Test
    void theExactCacheGoesFirst() {
        rule = new CacheRule(true, false, Duration.ofHours(1), new SemanticRule(true, 0.95));
        vendor.answers(200, JSON, WHOLE);
        ask(ASKED, Fixture.KEY);
        int embedded = subjects.made;
        assertThat(ask(ASKED, Fixture.KEY).headers).containsEntry("X-OmniRoute-Cache", "HIT");
        assertThat(subjects.made).isEqualTo(embedded);
        assertThat(ask(SAME, Fixture.KEY).headers).containsEntry("X-OmniRoute-Cache", "SEMANTIC-HIT");
    }

    @Test
    void whoWantsAFreshOrAVaryingAnswerGetsIt() {
        vendor.answers(200, JSON, WHOLE).answers(200, JSON, WHOLE).answers(200, JSON, WHOLE);
        ask(ASKED, Fixture.KEY);
        headers.put("x-omniroute-no-cache", "true");
        assertThat(ask(SAME, Fixture.KEY).headers).doesNotContainKey("X-OmniRoute-Cache");
        headers.clear();
        String warm = "{\"model\":\"acme/a\",\"messages\":[{\"role\":\"user\",\"content\":\"" + ASKED + "\"}]}";
        assertThat(call(WireFormat.OPENAI_CHAT, warm, Fixture.KEY).headers).doesNotContainKey("X-OmniRoute-Cache");
        assertThat(subjects.made).isOne();
    }

    @Test
    void aCallOfAToolIsNotKept() {
        String tool = WHOLE.replace(
                "\"content\":\"Hé\"",
                "\"content\":null,\"tool_calls\":[{\"id\":\"t\",\"type\":\"function\",\"function\":"
                        + "{\"name\":\"reset\",\"arguments\":\"{}\"}}]");
        vendor.answers(200, JSON, tool).answers(200, JSON, WHOLE);
        ask(ASKED, Fixture.KEY);
        assertThat(caches.semantic().stats().entries()).isZero();
        assertThat(ask(SAME, Fixture.KEY).headers).containsEntry("X-OmniRoute-Cache", "MISS");
    }

    @Test
    void callsGoOnWithoutVectorsAndAfterErrors() {
        vendor.answers(500, JSON, "{\"error\":{\"message\":\"boom\"}}").answers(200, JSON, WHOLE);
        ask(ASKED, Fixture.KEY);
        assertThat(caches.semantic().stats().entries()).isZero();
        subjects.busy = true;
        RecordedReply without = ask(ASKED, Fixture.KEY);
        assertThat(without.status).isEqualTo(200);
        assertThat(without.headers).doesNotContainKey("X-OmniRoute-Cache");
        assertThat(caches.semantic().stats().entries()).isZero();
        assertThat(caches.semantic().stats().misses()).isOne();
    }

    private RecordedReply ask(String text, String key) {
        return ask(text, "", key);
    }

    private RecordedReply ask(String text, String fields, String key) {
        String body = "{\"model\":\"acme/a\",\"temperature\":0," + fields
                + "\"messages\":[{\"role\":\"user\",\"content\":\"" + text + "\"}]}";
        return call(WireFormat.OPENAI_CHAT, body, key);
    }

    /** Sees only whether a text is about passwords, and its length a little. */
    private static final class Subjects extends Embeddings {
        private int made;
        private boolean busy;

        @Override
        public Optional<float[]> embed(String text) {
            if (busy) {
                return Optional.empty();
            }
            made++;
            double angle = (text.contains("password") ? 0 : 1) + text.length() / 48.5;
            return Optional.of(new float[] {(float) Math.cos(angle), (float) Math.sin(angle)});
        }
    }
}
