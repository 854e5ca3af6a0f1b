package io.omniroute.it.vendor;

import static io.omniroute.it.vendor.Refusal.unless;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;

/** OpenAI Structured Outputs: objects are closed and all of their properties required. */
final class StrictSchemas {
    private StrictSchemas() {}

    static void check(JsonNode schema, String at) {
        if (schema.path("type").asText().equals("object")) {
            unless(
                    schema.path("additionalProperties").isBoolean()
                            && !schema.path("additionalProperties").asBoolean(),
                    "Invalid schema at " + at + ": 'additionalProperties' is required to be supplied and to be false");
            Set<String> required = new HashSet<>();
            schema.path("required").forEach(name -> required.add(name.asText()));
            schema.path("properties")
                    .fieldNames()
                    .forEachRemaining(name -> unless(
                            required.contains(name),
                            "Invalid schema at " + at + ": 'required' must include '" + name + "'"));
        }
        schema.path("properties").properties().forEach(member -> check(member.getValue(), at + "." + member.getKey()));
        if (schema.has("items")) {
            check(schema.path("items"), at + ".items");
        }
    }
}
