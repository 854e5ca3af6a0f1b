package io.omniroute.routing.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.provider.wire.Envelope;
import io.omniroute.provider.wire.WireFormat;
import io.omniroute.routing.resolution.Fixture;
import io.omniroute.routing.telemetry.CallKind;
import io.omniroute.routing.telemetry.Phase;
import io.omniroute.routing.telemetry.TelemetrySummary;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What calls leave behind: timings, sessions, and progress events where they are wanted. */
class TelemetryOnTheRoadTest extends TelemetryRoad {
    @Test
    void eachServedCallLeavesItsPhases() {
        vendor.answers(200, JSON, WHOLE).answers(200, SSE, CHUNKS + DONE).answers(400, JSON, "{}");
        call(HI.formatted(""));
        call(HI.formatted(",'stream':true"));
        call(HI.formatted(""));
        TelemetrySummary summary = timings.summary(Duration.ofMinutes(1));
        assertThat(summary.whole().count()).isEqualTo(2);
        assertThat(summary.unserved()).isEqualTo(1);
        assertThat(summary.kinds().get(CallKind.WHOLE).count()).isEqualTo(1);
        assertThat(summary.kinds().get(CallKind.STREAMED).count()).isEqualTo(1);
        for (Phase phase : Phase.ALL) {
            assertThat(summary.phases().get(phase).count()).as(phase.label()).isEqualTo(2);
        }
    }

    @Test
    void whoWasNeverLetInLeavesNothing() {
        new Road().serve(WireFormat.OPENAI_CHAT, HI.formatted(""), Optional.of("sk-unknown"));
        assertThat(timings.summary(Duration.ofMinutes(1)).unserved()).isZero();
        assertThat(sessions.list()).isEmpty();
    }

    /** OpenAI's vendor answers; every client's own terminal event follows the last report at once. */
    @ParameterizedTest
    @EnumSource
    void theLastReportStandsBeforeTheEnd(WireFormat client) {
        headers.put("x-omniroute-progress", "true");
        vendor.answers(200, SSE, CHUNKS + DONE);
        RecordedReply reply = call(client, streaming(client));
        assertThat(reply.headers).containsEntry("X-OmniRoute-Progress", "enabled");
        String[] events = reply.text().split("\n\n");
        int last = last(events);
        assertThat(events[last]).startsWith("event: progress\ndata: {\"tokens_generated\":3,\"elapsed_ms\":");
        switch (client) {
            case OPENAI_CHAT -> assertThat(events[last + 1]).isEqualTo("data: [DONE]");
            case OPENAI_RESPONSES -> assertThat(rest(events, last)).contains("response.completed");
            case ANTHROPIC_MESSAGES -> assertThat(rest(events, last)).contains("message_stop");
            case GEMINI -> assertThat(rest(events, last)).contains("finishReason");
        }
        assertThat(String.join("", events).split("event: progress", -1)).hasSize(2);
    }

    @Test
    void aBrokenStreamReportsItsEndToo() {
        headers.put("x-omniroute-progress", "true");
        vendor.answers(200, SSE, CHUNKS.substring(0, CHUNKS.indexOf("\n\n") + 2));
        RecordedReply reply = call(HI.formatted(",'stream':true"));
        assertThat(reply.text()).containsSubsequence("Hello", "\"done\":true", "\"error\"");
    }

    @Test
    void nobodyElseGetsReports() {
        vendor.answers(200, SSE, CHUNKS + DONE).answers(200, JSON, WHOLE).answers(200, SSE, CHUNKS + DONE);
        RecordedReply unasked = call(HI.formatted(",'stream':true"));
        headers.put("x-omniroute-progress", "true");
        RecordedReply whole = call(HI.formatted(""));
        RecordedReply array = new Road()
                .serve(
                        WireFormat.GEMINI,
                        streaming(WireFormat.GEMINI),
                        Optional.of(Fixture.KEY),
                        Optional.of(Envelope.ofPath("acme/a", true, true)));
        for (RecordedReply reply : List.of(unasked, whole, array)) {
            assertThat(reply.text()).contains("Hello").doesNotContain("progress");
            assertThat(reply.headers).doesNotContainKey("X-OmniRoute-Progress");
        }
    }
}
