package io.omniroute.routing.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.provider.chat.FailureKind;
import io.omniroute.provider.wire.WireFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Vendors that say 200 and mean an error, in the caller's own format. */
class ErrorsWith200Test extends ChatRoad {
    private static final String GOOD = "{\"choices\":[{}],\"good\":true}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "OPENAI_CHAT | {'error':{'message':'Slow down','code':429}} | RATE_LIMITED",
                "OPENAI_CHAT | {'error':{'message':'Slow down','type':'rate_limit_error'},'choices':[]} | RATE_LIMITED",
                "OPENAI_CHAT | {'error':'It broke'} | UPSTREAM_ERROR",
                "OPENAI_CHAT | {'object':'error','message':'It broke','code':503} | OVERLOADED",
                "OPENAI_CHAT | {'choices':[{'index':0,'message':{'role':'assistant','content':'Ha'},'finish_reason':'error',"
                        + "'error':{'code':429,'message':'Slow down'}}]} | RATE_LIMITED",
                "OPENAI_CHAT | {'choices':[{'index':0,'message':{'content':''},'finish_reason':'error'}]} | UPSTREAM_ERROR",
                "ANTHROPIC_MESSAGES | {'type':'error','error':{'type':'overloaded_error','message':'Overloaded'}} | OVERLOADED",
                "ANTHROPIC_MESSAGES | {'error':{'type':'rate_limit_error','message':'Slow down'}} | RATE_LIMITED",
                "OPENAI_RESPONSES | {'id':'r','status':'failed','output':[],'error':{'code':'rate_limit_exceeded',"
                        + "'message':'Slow down'}} | RATE_LIMITED",
                "OPENAI_RESPONSES | {'error':{'code':'server_error','message':'It broke'}} | UPSTREAM_ERROR",
                "OPENAI_RESPONSES | {'type':'error','error':{'code':'slow_down','message':'Slow'}} | OVERLOADED"
            })
    void goOnToTheNextAccount(WireFormat format, String error, FailureKind kind) {
        vendor.answers(200, "application/json", error.replace('\'', '"')).answers(200, "application/json", GOOD);

        serve(format, "{\"model\":\"acme/a\",\"messages\":[]}", snapshot(2, format));

        assertThat(reply.status).isEqualTo(200);
        assertThat(reply.text()).isEqualTo(GOOD);
        assertThat(reply.headers).containsEntry("X-OmniRoute-Attempts", "2");
        assertThat(onlyRecord().attempts().get(0).reason().orElseThrow()).startsWith(kind + ": ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "OPENAI_CHAT | {'error':null,'choices':[{'message':{'content':'hi'},'finish_reason':'stop'}]}",
                "OPENAI_CHAT | {'error':{'message':'','code':null},'choices':[{'message':{'content':'hi'}}]}",
                "OPENAI_CHAT | {'choices':[{'message':{'content':'hi'},'error':null,'finish_reason':null}]}",
                "OPENAI_CHAT | {'choices':[{'finish_reason':'stop'},{'finish_reason':'error'}]}",
                "ANTHROPIC_MESSAGES | {'type':'message','content':[],'error':null}",
                "OPENAI_RESPONSES | {'status':'completed','error':null,'output':[]}",
                "OPENAI_RESPONSES | {'status':'incomplete','error':null,'incomplete_details':{'reason':'max_output_tokens'}}",
                "OPENAI_RESPONSES | {'status':'queued','background':true,'error':null}",
                "OPENAI_RESPONSES | {'status':'failed','error':null}",
                "OPENAI_RESPONSES | {'error':null,'output':[]}"
            })
    void answersThatMentionErrorsAreAnswers(WireFormat format, String answer) {
        vendor.answers(200, "application/json", answer.replace('\'', '"'));

        serve(format, "{\"model\":\"acme/a\",\"messages\":[]}", snapshot(2, format));

        assertThat(reply.status).isEqualTo(200);
        assertThat(reply.text()).isEqualTo(answer.replace('\'', '"'));
    }

    @Test
    void whenAllFailTheCallerHearsOfItInItsFormat() {
        String error = "{\"type\":\"error\",\"error\":{\"type\":\"rate_limit_error\",\"message\":\"Slow down\"}}";
        vendor.answers(200, "application/json", error).answers(200, "application/json", error);

        serve(
                WireFormat.ANTHROPIC_MESSAGES,
                "{\"model\":\"acme/a\",\"messages\":[]}",
                snapshot(2, WireFormat.ANTHROPIC_MESSAGES));

        assertThat(reply.status).isEqualTo(429);
        assertThat(reply.text()).contains("\"type\":\"error\"", "rate_limit_error", "Slow down");
    }

    @ParameterizedTest
    @CsvSource({
        "OPENAI_RESPONSES, OPENAI_RESPONSES, true",
        "OPENAI_RESPONSES, ANTHROPIC_MESSAGES, true",
        "OPENAI_RESPONSES, ANTHROPIC_MESSAGES, false",
        "OPENAI_CHAT, OPENAI_CHAT, true",
        "OPENAI_CHAT, ANTHROPIC_MESSAGES, false",
        "ANTHROPIC_MESSAGES, ANTHROPIC_MESSAGES, true",
        "ANTHROPIC_MESSAGES, OPENAI_CHAT, false"
    })
    void areErrorsAsWellWhereAStreamOrAnotherFormatIsWanted(WireFormat said, WireFormat heard, boolean streamed) {
        String error = "{\"error\":{\"type\":\"rate_limit_error\",\"message\":\"Slow down\"}}";
        vendor.answers(200, "application/json", error).answers(200, "application/json", error);

        serve(
                heard,
                "{\"model\":\"acme/a\",\"stream\":" + streamed
                        + ",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}",
                snapshot(2, said));

        assertThat(reply.status).isEqualTo(429);
        assertThat(vendor.calls).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"data: [DONE]\n\n", ": hi\n\ndata: [DONE]\n\n", "data: [DONE]"})
    void aStreamOfNothingButItsEndGoesOnToTheNextAccount(String nothing) {
        vendor.answers(200, SSE, nothing).answers(200, SSE, CHUNKS + DONE);

        serve(WireFormat.OPENAI_CHAT, "{\"model\":\"acme/a\",\"stream\":true,\"messages\":[]}", snapshot(2));

        assertThat(reply.text()).isEqualTo(CHUNKS + DONE);
        assertThat(reply.headers).containsEntry("X-OmniRoute-Attempts", "2");
    }
}
