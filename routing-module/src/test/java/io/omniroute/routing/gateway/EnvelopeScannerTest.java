package io.omniroute.routing.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.provider.chat.FailureKind;
import io.omniroute.provider.chat.GatewayException;
import io.omniroute.provider.wire.Envelope;
import io.omniroute.provider.wire.Json;
import io.omniroute.routing.admission.OutputWish;
import io.omniroute.routing.shaping.Splice;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeScannerTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'model':'m','stream':true}|{'stream_options':{'include_usage':true},'model':'V','stream':true}",
                "{ 'stream' : true , 'model' : 'm' }|{'stream_options':{'include_usage':true}, 'stream' : true , 'model' : 'V' }",
                "{'model':'m','stream':true,'stream_options':null}|{'model':'V','stream':true,'stream_options':{'include_usage':true}}",
                "{'model':'m','stream':true,'stream_options':{}}|{'model':'V','stream':true,'stream_options':{'include_usage':true}}",
                "{'model':'m','stream':true,'stream_options':{'x':[1]}}|{'model':'V','stream':true,'stream_options':{'include_usage':true,'x':[1]}}",
                "{'model':'m','stream':true,'stream_options':{'include_usage':false}}|{'model':'V','stream':true,'stream_options':{'include_usage':true}}",
                "{'model':'m','stream':true,'stream_options':{'include_usage': null }}|{'model':'V','stream':true,'stream_options':{'include_usage': true }}",
                "{'model':'m','stream':true,'stream_options':{'include_usage':true}}|{'model':'V','stream':true,'stream_options':{'include_usage':true}}",
                "{'model':'m','stream_options':{}}|{'model':'V','stream_options':{}}",
                "{'a':{'model':'x'},'model':'m','z':1.50}|{'a':{'model':'x'},'model':'V','z':1.50}",
            })
    void splicesModelAndUsageAndNothingElse(String body, String expected) {
        byte[] bytes = bytes(body);
        BodyScan scan = EnvelopeScanner.scan(bytes);
        assertThat(new String(Splice.apply(bytes, scan.splicesFor("V")), StandardCharsets.UTF_8))
                .isEqualTo(expected.replace('\'', '"'));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'model':'m'}||1",
                "{'model':'m','max_tokens':7}|7|1",
                "{'max_completion_tokens':9,'max_tokens':7,'model':'m'}|9|1",
                "{'model':'m','max_output_tokens':7,'n':3}|7|3",
                "{'model':'m','n':3}||3",
                "{'model':'m','n':0,'max_tokens':0}|0|1",
                "{'model':'m','max_tokens':'7','n':null}||1",
                "{'model':'m','max_tokens':-1,'x':{'max_tokens':5}}||1",
                "{'model':'m','max_tokens':99999999999,'n':1e400}|2147483647|2147483647",
                "{'model':'m','max_tokens':6.5}|7|1",
                "{'model':'m','generationConfig':{'candidateCount':2,'x':{'a':1},'maxOutputTokens':5}}|5|2",
                "{'model':'m','generationConfig':[1]}||1",
            })
    void findsHowMuchOutputIsWanted(String body, Long limit, long answers) {
        OutputWish found = EnvelopeScanner.scan(bytes(body)).output();
        assertThat(found.limit()).isEqualTo(limit == null ? OptionalLong.empty() : OptionalLong.of(limit));
        assertThat(found.answers()).isEqualTo(answers);
        assertThat(EnvelopeScanner.scan(bytes(body), Envelope.ofPath("g", true, false))
                        .output())
                .isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'model':'m','temperature':0.0}|0",
                "{'model':'m','temperature':1.5,'generationConfig':{'topP':1}}|1.5",
                "{'model':'m','generationConfig':{'temperature':0}}|0",
                "{'model':'m','generation_config':{'temperature':1}}|1",
                "{'model':'m','messages':[{'temperature':0}]}|",
                "{'model':'m','temperature':null}|",
                "{'model':'m','temperature':{'a':[0]}}|",
                "{'model':'m','temperature':'0'}|",
            })
    void findsTheTemperature(String body, Double temperature) {
        var found = EnvelopeScanner.scan(bytes(body)).temperature();
        assertThat(found.isPresent() ? found.getAsDouble() : null).isEqualTo(temperature);
        assertThat(EnvelopeScanner.scan(bytes(body), Envelope.ofPath("g", true, false))
                        .temperature())
                .isEqualTo(found);
    }

    @Test
    void mediaAreNotCountedAsText() {
        byte[] text = bytes("{'a':'" + "some words ".repeat(1_000) + "'}");
        assertThat(BodyWeight.tokens(text)).isEqualTo(text.length / 4);
        String picture = "iVBORw0KGgo/+9\\/A".repeat(70_000);
        long tokens = BodyWeight.tokens(bytes("{'t':'" + "some words ".repeat(1_000) + "','image':'" + picture + "'}"));
        assertThat(tokens).isBetween(2_750L + picture.length() / 35, 2_800L + picture.length() / 35);
        assertThat(BodyWeight.tokens(bytes("{'image':'" + "A".repeat(3_000) + "'}")))
                .isBetween(1_500L, 1_510L);
    }

    @Property(tries = 300)
    void spliceEqualsEditingTheTree(
            @ForAll @StringLength(max = 40) String model,
            @ForAll @StringLength(max = 40) String other,
            @ForAll @StringLength(min = 1, max = 30) String wanted)
            throws Exception {
        ObjectNode tree = Json.object().put("before", other).put("model", model);
        tree.putObject("nested").put("model", other).put("stream", true);
        tree.put("after", "é😀" + other);
        byte[] bytes = Json.bytes(tree);
        BodyScan scan = EnvelopeScanner.scan(bytes);
        assertThat(scan.envelope().model()).isEqualTo(model);
        assertThat(scan.envelope().stream()).isFalse();
        byte[] spliced = Splice.apply(bytes, scan.splicesFor(wanted));
        assertThat(Json.MAPPER.readTree(spliced)).isEqualTo(tree.put("model", wanted));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "1",
                "{'model':'m'} x",
                "{'model':'m'}{}",
                "{'model':'m',}",
                "{'model':'m','a':[}",
                "{'a':1}",
                "{'model':null}",
                "{'model':1}",
                "{'model':'m','model':'n'}",
                "{'model':'m','stream':1}",
                "{'model':'m','stream':'true'}",
                "{'model':'m','stream_options':[]}",
                "{'model':'m','stream_options':{'include_usage':1}}",
                "{'model':'m','a':'\u0001'}",
                "{'model':'m','a':tru}"
            })
    void refusesWhatIsNotARequest(String body) {
        assertThatThrownBy(() -> EnvelopeScanner.scan(bytes(body)))
                .isInstanceOfSatisfying(
                        GatewayException.class,
                        e -> assertThat(e.failure().kind()).isEqualTo(FailureKind.BAD_REQUEST));
    }

    @Test
    void namesTheMemberAtFault() {
        assertThatThrownBy(() -> EnvelopeScanner.scan(bytes("{'model':'m','stream':'yes'}")))
                .isInstanceOfSatisfying(
                        GatewayException.class,
                        e -> assertThat(e.failure().param()).isEqualTo(Optional.of("stream")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"acme/\\ud800", "acme/\\udc00x", "\\u00e9\\ud83d", "acme/\u00ed\u00a0\u0080"})
    void aModelWithHalfASurrogatePairIsRefused(String model) {
        // the last one is such a half in three bytes, each of them a character in Latin-1
        byte[] body = ("{\"model\":\"" + model + "\"}").getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> EnvelopeScanner.scan(body)).isInstanceOfSatisfying(GatewayException.class, e -> {
            assertThat(e.failure().param()).contains("model");
            assertThat(e.failure().message()).contains("surrogate");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"acme/\\ud83d\\ude00", "acme/\ud83d\ude00", "\\u00e9", "a\\/b"})
    void aModelMayHoldAnyCharacter(String model) {
        assertThat(EnvelopeScanner.scan(bytes("{'model':'" + model + "'}"))
                        .envelope()
                        .model())
                .doesNotContain("\\");
    }

    @Test
    void aLimitOfTheReaderIsNotTakenForBrokenJson() {
        String deep = "{'model':'m','a':" + "[".repeat(900) + "]".repeat(900) + "}";
        String number = "{'model':'m','a':" + "9".repeat(2_000) + "}";
        Envelope path = Envelope.ofPath("m", true, true);
        assertRefusal(() -> EnvelopeScanner.scan(bytes(deep)), "too deeply nested; at most 500 levels");
        assertRefusal(() -> EnvelopeScanner.scan(bytes(deep), path), "too deeply nested; at most 500 levels");
        assertRefusal(() -> Json.requestBody(bytes(deep)), "too deeply nested; at most 500 levels");
        assertRefusal(() -> EnvelopeScanner.scan(bytes(number)), "has a number or a name that is too long");
    }

    private static void assertRefusal(ThrowingCallable scan, String message) {
        assertThatThrownBy(scan).isInstanceOfSatisfying(GatewayException.class, e -> assertThat(
                        e.failure().message())
                .contains(message)
                .doesNotContain("not valid")
                .doesNotContain("999"));
    }

    @Test
    void noOffsetsAreMadeUpForAnotherEncoding() {
        byte[] body = "{\"model\":\"m\"}".getBytes(StandardCharsets.UTF_16LE);
        assertThatThrownBy(() -> EnvelopeScanner.scan(body)).hasMessage("The request body must be JSON in UTF-8.");
    }

    @Test
    void bodyOfAPathCallIsOnlyChecked() {
        Envelope path = Envelope.ofPath("m", true, true);
        assertThat(EnvelopeScanner.scan(bytes("{'contents':[]}"), path).splicesFor("V"))
                .isEmpty();
        assertThatThrownBy(() -> EnvelopeScanner.scan(bytes("{'contents':"), path))
                .isInstanceOf(GatewayException.class);
    }

    private static byte[] bytes(String singleQuoted) {
        return singleQuoted.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }
}
