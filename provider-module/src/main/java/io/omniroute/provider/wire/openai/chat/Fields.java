package io.omniroute.provider.wire.openai.chat;

import com.fasterxml.jackson.databind.JsonNode;

/** Lenient reading of what a vendor sends: a member of the wrong type counts as absent. */
final class Fields {
    private Fields() {}

    /** The member's text, empty when there is none. */
    static String text(JsonNode node, String field) {
        JsonNode member = node.path(field);
        return member.isTextual() ? member.textValue() : "";
    }

    /** The first of these members that holds text. */
    static String firstText(JsonNode node, String... fields) {
        for (String field : fields) {
            String text = text(node, field);
            if (!text.isEmpty()) {
                return text;
            }
        }
        return "";
    }
}
