package io.omniroute.it.matrix;

import io.omniroute.it.conversation.Call;
import io.omniroute.it.conversation.ToolSpec;
import io.omniroute.it.conversation.Trees;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** What the scenarios talk about. */
final class Samples {
    /** One transparent pixel. */
    static final byte[] PNG = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    static final byte[] PDF =
            "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
                    .concat("trailer<</Root 1 0 R>>\n%%EOF\n")
                    .getBytes(StandardCharsets.US_ASCII);

    /** Umlauts, CJK, an emoji with a modifier and one beyond the BMP: 1 to 4 bytes a character. */
    static final String POLYGLOT = "Grüße aus 京都 \uD83D\uDC4B\uD83C\uDFFD und \uD834\uDD1E – ß";

    /** With everything that one format or another refuses: {@code $ref}, null beside a type, bounds, a property called title. */
    static final ToolSpec WEATHER = new ToolSpec("get_weather", "Tells the weather of a place.", Trees.parse("""
            {"type":"object",
             "$defs":{"place":{"type":"object","properties":{"city":{"type":"string","minLength":1},
                      "title":{"type":"string"}},"required":["city"],"additionalProperties":false}},
             "properties":{"place":{"$ref":"#/$defs/place"},
                           "unit":{"type":"string","enum":["celsius","fahrenheit"]},
                           "days":{"type":["integer","null"],"minimum":1,"exclusiveMaximum":15}},
             "required":["place"],"additionalProperties":false}"""));

    static final ToolSpec CLOCK = new ToolSpec(
            "tell_time",
            "Tells the time.",
            Trees.parse(
                    "{\"type\":\"object\",\"properties\":{\"zone\":{\"type\":\"string\"}},\"required\":[\"zone\"]}"));

    static final Call WEATHER_CALL = new Call(
            "call_w1",
            "get_weather",
            Trees.parse("{\"place\":{\"city\":\"Köln\",\"title\":\"Dom\"},\"unit\":\"celsius\",\"days\":2}"));

    static final Call CLOCK_CALL = new Call("call_c2", "tell_time", Trees.parse("{\"zone\":\"Europe/Berlin\"}"));

    private Samples() {}

    static String base64(byte[] content) {
        return Base64.getEncoder().encodeToString(content);
    }
}
