package io.omniroute.provider.wire.openai.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.provider.chat.ContentPart;
import io.omniroute.provider.chat.ModelFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One entry of {@code reasoning_details}, OpenRouter's extension that carries signatures through a chat client:
 * {@code {type:"reasoning.text",text,signature,format}}, {@code {type:"reasoning.summary",summary}},
 * {@code {type:"reasoning.encrypted",data,id,format}}.
 *
 * @param proof signature or encrypted data, empty when there is none or its family is unknown
 * @param family UNSIGNED when {@code proof} is empty
 * @param encrypted whether the entry is of type {@code reasoning.encrypted}
 * @param id the reasoning item's id, or for Gemini the id of the tool call the proof belongs to
 */
record ReasoningDetail(String text, String proof, ModelFamily family, boolean encrypted, Optional<String> id) {
    private static final String ANTHROPIC = "anthropic-claude-v1";
    private static final String GEMINI = "google-gemini-v1";
    private static final String OPENAI = "openai-responses-v1";

    /** What can be understood of the array; anything else is skipped. */
    static List<ReasoningDetail> read(JsonNode array) {
        List<ReasoningDetail> details = new ArrayList<>();
        for (JsonNode entry : array) {
            if (entry.isObject()) {
                details.add(readEntry(entry));
            }
        }
        return details;
    }

    private static ReasoningDetail readEntry(JsonNode entry) {
        boolean encrypted = Fields.text(entry, "type").equals("reasoning.encrypted");
        ModelFamily family =
                switch (Fields.text(entry, "format")) {
                    case ANTHROPIC -> ModelFamily.ANTHROPIC;
                    case GEMINI -> ModelFamily.GEMINI;
                    case OPENAI, "azure-openai-responses-v1" -> ModelFamily.OPENAI;
                    default -> ModelFamily.UNSIGNED;
                };
        // without a family nobody can be given the proof back
        String proof = family == ModelFamily.UNSIGNED ? "" : Fields.text(entry, encrypted ? "data" : "signature");
        Optional<String> id = Optional.of(Fields.text(entry, "id")).filter(value -> !value.isEmpty());
        return new ReasoningDetail(
                encrypted ? "" : Fields.firstText(entry, "text", "summary"),
                proof,
                proof.isEmpty() ? ModelFamily.UNSIGNED : family,
                encrypted,
                id);
    }

    /** Anthropic's redacted thinking is the only encrypted entry that stands for thoughts of its own. */
    boolean redacted() {
        return encrypted && family == ModelFamily.ANTHROPIC;
    }

    boolean signed() {
        return !proof.isEmpty();
    }

    /** Adds the entry or entries that stand for these thoughts; each gets the next {@code index}. */
    static void write(ContentPart.Thinking thinking, ArrayNode target) {
        boolean apart = thinking.redacted() || thinking.family() == ModelFamily.OPENAI;
        if (!apart) {
            ObjectNode entry = add(target, "reasoning.text", thinking.family(), thinking.id());
            entry.put("text", thinking.text());
            thinking.signature().ifPresent(signature -> entry.put("signature", signature));
            return;
        }
        if (!thinking.text().isEmpty()) {
            add(target, "reasoning.summary", thinking.family(), thinking.id()).put("summary", thinking.text());
        }
        thinking.signature().ifPresent(data -> add(target, "reasoning.encrypted", thinking.family(), thinking.id())
                .put("data", data));
    }

    /** Gemini signs tool calls; the entry names the call by its id, as OpenRouter does. */
    static void writeCall(String callId, String signature, ArrayNode target) {
        add(target, "reasoning.encrypted", ModelFamily.GEMINI, Optional.of(callId))
                .put("data", signature);
    }

    private static ObjectNode add(ArrayNode target, String type, ModelFamily family, Optional<String> id) {
        int index = target.size();
        ObjectNode entry = target.addObject().put("type", type);
        id.ifPresent(value -> entry.put("id", value));
        switch (family) {
            case ANTHROPIC -> entry.put("format", ANTHROPIC);
            case GEMINI -> entry.put("format", GEMINI);
            case OPENAI -> entry.put("format", OPENAI);
            case UNSIGNED -> entry.putNull("format");
        }
        return entry.put("index", index);
    }
}
