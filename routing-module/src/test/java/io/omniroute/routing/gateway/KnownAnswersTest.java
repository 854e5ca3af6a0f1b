package io.omniroute.routing.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.provider.chat.Usage;
import io.omniroute.provider.wire.WireFormat;
import io.omniroute.routing.cache.CacheRule;
import io.omniroute.routing.callpolicy.CallPolicies;
import io.omniroute.routing.resolution.Fixture;
import io.omniroute.routing.shaping.SystemPrompt;
import io.omniroute.routing.usage.UsageRecord;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class KnownAnswersTest extends RememberingGateway {
    @Test
    void theSameRequestIsAnsweredFromTheCacheByteForByte() {
        vendor.answers(200, JSON, WHOLE);
        RecordedReply first = chat("\"temperature\":0", Fixture.KEY);
        RecordedReply second = chat(" \"temperature\" : 0 ", Fixture.KEY);
        assertThat(vendor.calls).hasSize(1);
        assertThat(first.headers).containsEntry("X-OmniRoute-Cache", "MISS");
        assertThat(second.headers).containsEntry("X-OmniRoute-Cache", "HIT").containsEntry("X-OmniRoute-Model", "a");
        assertThat(second.text()).isEqualTo(first.text()).isEqualTo(WHOLE);
        UsageRecord hit = journal.get(1);
        assertThat(hit.source()).isEqualTo(UsageRecord.Source.CACHE);
        assertThat(hit.tokens()).isEqualTo(Usage.NONE);
        assertThat(hit.cost().total()).isZero();
        assertThat(hit.savedUsd()).isEqualByComparingTo("10");
        assertThat(hit.provider()).isEqualTo("acme");
        assertThat(hit.connectionId()).isEmpty();
        assertThat(hit.attempts()).isEmpty();
    }

    @Test
    void anAnswerDoesNotOutliveTheSystemPromptItWasGivenUnder() {
        vendor.answers(200, JSON, WHOLE);
        chat("\"temperature\":0", Fixture.KEY);
        policies = CallPolicies.DEFAULT.with(new SystemPrompt(true, "Be brief.", SystemPrompt.Position.PREFIX));
        vendor.answers(200, JSON, WHOLE);
        assertThat(chat("\"temperature\":0", Fixture.KEY).headers).containsEntry("X-OmniRoute-Cache", "MISS");
        assertThat(vendor.calls).hasSize(2);
    }

    @Test
    void aWholeAnswerIsGivenAgainAsAStreamAndTheOtherWayRound() {
        vendor.answers(200, JSON, PLAIN);
        chat("\"temperature\":0", Fixture.KEY);
        RecordedReply streamed = chat("\"temperature\":0,\"stream\":true", Fixture.KEY);
        assertThat(streamed.text())
                .contains("data: {", "Hé", "\"finish_reason\":\"stop\"")
                .endsWith(DONE);
        assertThat(streamed.text()).doesNotContain("prompt_tokens");
        RecordedReply counted =
                chat("\"temperature\":0,\"stream\":true,\"stream_options\":{\"include_usage\":true}", Fixture.KEY);
        assertThat(counted.text()).contains("\"prompt_tokens\":7");

        vendor.answers(200, SSE, CHUNK + USAGE + DONE);
        RecordedReply live = chat("\"temperature\":0,\"top_p\":1,\"stream\":true", Fixture.KEY);
        assertThat(live.headers).containsEntry("X-OmniRoute-Cache", "MISS");
        RecordedReply again = chat("\"temperature\":0,\"top_p\":1,\"stream\":true", Fixture.KEY);
        assertThat(again.headers).containsEntry("X-OmniRoute-Cache", "HIT").containsEntry("Content-Type", SSE);
        assertThat(again.text()).isEqualTo(live.text()).isEqualTo(CHUNK + DONE);
        RecordedReply whole = chat("\"temperature\":0,\"top_p\":1", Fixture.KEY);
        assertThat(whole.headers).containsEntry("X-OmniRoute-Cache", "HIT").containsEntry("Content-Type", JSON);
        assertThat(whole.text()).contains("\"content\":\"Hé\"", "\"prompt_tokens\":7");
        assertThat(vendor.calls).hasSize(2);
    }

    /** And each shape is then given again as it is. */
    @Test
    void anAnswerThatHoldsMoreThanTheOtherShapeWouldTellIsAskedForAnew() {
        vendor.answers(200, JSON, WHOLE).answers(200, SSE, CHUNK + USAGE + DONE);
        chat("\"temperature\":0", Fixture.KEY);
        RecordedReply streamed = chat("\"temperature\":0,\"stream\":true", Fixture.KEY);
        assertThat(streamed.headers).containsEntry("X-OmniRoute-Cache", "MISS");
        assertThat(streamed.text()).isEqualTo(CHUNK + DONE);
        for (int i = 0; i < 2; i++) {
            assertThat(chat("\"temperature\":0", Fixture.KEY).text()).isEqualTo(WHOLE);
            assertThat(chat("\"temperature\":0,\"stream\":true", Fixture.KEY).text())
                    .isEqualTo(CHUNK + DONE);
        }
        assertThat(vendor.calls).hasSize(2);
        assertThat(cache.stats().hits()).isEqualTo(4);
        assertThat(cache.stats().misses()).isEqualTo(2);
    }

    @Test
    void formatsAreKeptApart() {
        vendor.answers(200, JSON, WHOLE).answers(200, JSON, WHOLE).answers(200, JSON, WHOLE);
        String body = "{\"model\":\"acme/a\",\"max_tokens\":5,\"temperature\":0,"
                + "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
        call(WireFormat.OPENAI_CHAT, body, Fixture.KEY);
        RecordedReply messages = call(WireFormat.ANTHROPIC_MESSAGES, body, Fixture.KEY);
        assertThat(messages.headers).containsEntry("X-OmniRoute-Cache", "MISS");
        RecordedReply hit = call(WireFormat.ANTHROPIC_MESSAGES, body, Fixture.KEY);
        assertThat(hit.headers).containsEntry("X-OmniRoute-Cache", "HIT");
        assertThat(hit.text()).isEqualTo(messages.text()).contains("\"type\":\"message\"");
    }

    @Test
    void nobodyGetsAnAnswerOfAnotherKey() {
        vendor.answers(200, JSON, WHOLE).answers(200, JSON, WHOLE);
        chat("\"temperature\":0", Fixture.KEY);
        assertThat(chat("\"temperature\":0", OTHER_KEY).headers).containsEntry("X-OmniRoute-Cache", "MISS");
        headers.put("idempotency-key", "same");
        vendor.answers(200, JSON, WHOLE).answers(200, JSON, WHOLE);
        rule = CacheRule.OFF;
        chat("\"top_p\":1", Fixture.KEY);
        assertThat(chat("\"top_p\":1", OTHER_KEY).headers).doesNotContainKey("X-OmniRoute-Idempotent");
        assertThat(vendor.calls).hasSize(4);
    }

    @Test
    void answersThatWouldVaryAreNotKeptUnlessAnyTemperatureIs() {
        vendor.answers(200, JSON, WHOLE).answers(200, JSON, WHOLE).answers(200, JSON, WHOLE);
        chat("\"temperature\":1", Fixture.KEY);
        assertThat(chat("\"temperature\":1", Fixture.KEY).headers).doesNotContainKey("X-OmniRoute-Cache");
        rule = new CacheRule(true, true, Duration.ofHours(1));
        assertThat(chat("\"temperature\":1", Fixture.KEY).headers).containsEntry("X-OmniRoute-Cache", "MISS");
        assertThat(chat("\"temperature\":1", Fixture.KEY).headers).containsEntry("X-OmniRoute-Cache", "HIT");
    }

    @Test
    void aCallerMayAskForAFreshAnswer() {
        vendor.answers(200, JSON, WHOLE).answers(200, JSON, WHOLE);
        chat("\"temperature\":0", Fixture.KEY);
        headers.put("x-omniroute-no-cache", "true");
        assertThat(chat("\"temperature\":0", Fixture.KEY).headers).doesNotContainKey("X-OmniRoute-Cache");
        assertThat(vendor.calls).hasSize(2);
    }

    @Test
    void errorsAndBrokenStreamsAreNotKept() {
        vendor.answers(500, JSON, "{\"error\":{\"message\":\"boom\"}}")
                .answers(200, SSE, CHUNK.substring(0, 120) + "\n\n");
        chat("\"temperature\":0", Fixture.KEY);
        chat("\"temperature\":0,\"stream\":true", Fixture.KEY);
        assertThat(cache.stats().entries()).isZero();
        vendor.answers(200, JSON, WHOLE);
        assertThat(chat("\"temperature\":0", Fixture.KEY).status).isEqualTo(200);
    }

    @Test
    void aRepeatedIdempotencyKeyGetsTheSameStream() {
        rule = CacheRule.OFF;
        headers.put("idempotency-key", "once");
        vendor.answers(200, SSE, CHUNK + USAGE + DONE);
        RecordedReply first = chat("\"stream\":true", Fixture.KEY);
        RecordedReply again = chat("\"stream\":true", Fixture.KEY);
        assertThat(first.headers).doesNotContainKey("X-OmniRoute-Idempotent");
        assertThat(again.headers).containsEntry("X-OmniRoute-Idempotent", "true");
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(journal.get(1).source()).isEqualTo(UsageRecord.Source.REPLAY);
        assertThat(journal.get(1).cost().total()).isZero();
        assertThat(journal.get(1).savedUsd()).isZero();
    }

    @Test
    void anIdempotencyKeyOfAnotherRequestIsRefusedInTheCallersFormat() {
        headers.put("idempotency-key", "once");
        vendor.answers(200, JSON, WHOLE);
        chat("\"top_p\":1", Fixture.KEY);
        RecordedReply refused = chat("\"top_p\":0.5", Fixture.KEY);
        assertThat(refused.status).isEqualTo(422);
        assertThat(refused.text()).contains("idempotency_key_reused");
        assertThat(vendor.calls).hasSize(1);
        headers.put("x-omniroute-strict", "true");
        assertThat(chat("\"top_p\":1", Fixture.KEY).status).isEqualTo(422);
    }

    @Test
    void aFailedCallMayBeRepeatedWithItsKey() {
        headers.put("idempotency-key", "once");
        vendor.answers(500, JSON, "{\"error\":{\"message\":\"boom\"}}").answers(200, JSON, WHOLE);
        assertThat(chat("\"top_p\":1", Fixture.KEY).status).isEqualTo(500);
        assertThat(chat("\"top_p\":1", Fixture.KEY).status).isEqualTo(200);
    }

    @Test
    void whatWasLostOnTheWayToTheVendorIsNamedEachTimeTheAnswerIsGiven() {
        headers.put("idempotency-key", "once");
        vendor.answers(200, JSON, WHOLE);
        String lossy = "X-OmniRoute-Lossy";
        assertThat(messages("").headers).containsEntry(lossy, "context_management");
        RecordedReply replayed = messages("");
        assertThat(replayed.headers)
                .containsEntry("X-OmniRoute-Idempotent", "true")
                .containsEntry(lossy, "context_management");
        headers.clear();
        assertThat(messages("").headers)
                .containsEntry("X-OmniRoute-Cache", "HIT")
                .containsEntry(lossy, "context_management");
        assertThat(messages("\"stream\":true,").headers)
                .containsEntry("X-OmniRoute-Cache", "HIT")
                .containsEntry(lossy, "context_management");
        assertThat(vendor.calls).hasSize(1);
    }

    @Test
    void whatAStreamLostIsNamedWhenItIsReplayed() {
        headers.put("idempotency-key", "once");
        vendor.answers(200, SSE, CHUNK + USAGE + DONE);
        messages("\"stream\":true,");
        assertThat(messages("\"stream\":true,").headers).containsEntry("X-OmniRoute-Lossy", "context_management");
        assertThat(vendor.calls).hasSize(1);
    }

    private RecordedReply messages(String fields) {
        String body = "{\"model\":\"acme/a\",\"max_tokens\":5,\"temperature\":0,\"context_management\":{}," + fields
                + "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
        return call(WireFormat.ANTHROPIC_MESSAGES, body, Fixture.KEY);
    }
}
