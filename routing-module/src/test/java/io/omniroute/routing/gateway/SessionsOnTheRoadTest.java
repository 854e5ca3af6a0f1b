package io.omniroute.routing.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.provider.wire.WireFormat;
import io.omniroute.routing.session.Session;
import io.omniroute.routing.session.SessionName.Source;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Which conversation a call is counted to. */
class SessionsOnTheRoadTest extends TelemetryRoad {
    @Test
    void aSessionGoesByWhatTheCallerCallsIt() {
        vendor.answers(200, JSON, WHOLE).answers(200, JSON, WHOLE).answers(200, JSON, WHOLE);
        headers.put("x-session-id", "mine");
        call(HI.formatted(""));
        call(HI.formatted(",'prompt_cache_key':'other'"));
        headers.clear();
        call(HI.formatted(",'prompt_cache_key':'other'"));
        assertThat(sessions.list())
                .extracting(session -> session.name().text())
                .containsExactlyInAnyOrder("mine", "other");
        Session mine = named("mine");
        assertThat(mine.requests()).isEqualTo(2);
        assertThat(mine.tokens()).isEqualTo(new Session.Tokens(14, 0, 6));
        assertThat(mine.provider()).isEqualTo("acme");
        assertThat(mine.connection()).isPresent();
        assertThat(named("other").name().source()).isEqualTo(Source.PROMPT_CACHE_KEY);
    }

    @Test
    void claudeCodesSessionIsFoundInItsUserIdAndAnybodyElsesIsNone() {
        String body = HI.formatted(",'max_tokens':5,'metadata':{'user_id':'%s'}");
        String session = "1f0e6c2a-0000-4000-8000-00000000cafe";
        vendor.answers(200, JSON, WHOLE).answers(200, JSON, WHOLE).answers(200, JSON, WHOLE);
        call(WireFormat.ANTHROPIC_MESSAGES, body.formatted("user_ab12_account__session_" + session));
        call(
                WireFormat.ANTHROPIC_MESSAGES,
                body.formatted("{\\'device_id\\':\\'x\\',\\'session_id\\':\\'" + session + "\\'}"));
        call(WireFormat.ANTHROPIC_MESSAGES, body.formatted("customer-4711"));
        assertThat(named(session).requests()).isEqualTo(2);
        assertThat(named(session).name().source()).isEqualTo(Source.USER_ID);
        assertThat(sessions.list()).extracting(each -> each.name().source()).contains(Source.CONTENT);
    }

    @Test
    void withoutANameTheBeginningOfTheConversationTells() {
        vendor.answers(200, JSON, WHOLE).answers(200, JSON, WHOLE).answers(200, JSON, WHOLE);
        call(HI.formatted(""));
        call("{'model':'acme/a','messages':[{'role':'user','content':'Hi'},{'role':'assistant','content':'Hello'},"
                + "{'role':'user','content':'And now?'}]}");
        call(HI.formatted("").replace("Hi", "Something else"));
        assertThat(sessions.list()).extracting(Session::requests).containsExactlyInAnyOrder(2L, 1L);
        assertThat(sessions.list())
                .allSatisfy(session -> assertThat(session.name().source()).isEqualTo(Source.CONTENT));
    }

    @Test
    void whoGoesOnFromAResponseBelongsToItsConversation() {
        vendorFormat = WireFormat.OPENAI_RESPONSES;
        String answer = "{\"id\":\"resp_%s\",\"object\":\"response\",\"status\":\"completed\",\"output\":[],"
                + "\"usage\":{\"input_tokens\":1,\"output_tokens\":1,\"total_tokens\":2}}";
        String streamed =
                "event: response.created\ndata: {\"type\":\"response.created\",\"response\":{\"id\":\"resp_2\","
                        + "\"status\":\"in_progress\",\"output\":[]}}\n\nevent: response.completed\ndata: "
                        + "{\"type\":\"response.completed\",\"response\":" + answer.formatted("2") + "}\n\n";
        vendor.answers(200, JSON, answer.formatted("1"))
                .answers(200, SSE, streamed)
                .answers(200, JSON, answer);
        call(WireFormat.OPENAI_RESPONSES, "{'model':'acme/a','input':'Hi'}");
        call(
                WireFormat.OPENAI_RESPONSES,
                "{'model':'acme/a','input':'More','previous_response_id':'resp_1','stream':true}");
        call(WireFormat.OPENAI_RESPONSES, "{'model':'acme/a','input':'Even more','previous_response_id':'resp_2'}");
        assertThat(sessions.list()).singleElement().satisfies(session -> assertThat(session.requests())
                .isEqualTo(3));
    }

    @Test
    void aKeyWithoutALogHasNoSessions() {
        noLog = true;
        headers.put("x-session-id", "mine");
        vendor.answers(200, JSON, WHOLE);
        call(HI.formatted(""));
        assertThat(sessions.list()).isEmpty();
        assertThat(timings.summary(Duration.ofMinutes(1)).whole().count()).isEqualTo(1);
    }
}
