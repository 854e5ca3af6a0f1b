package io.omniroute.provider.wire.openai.chat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.provider.chat.ContentPart;

/** The object that stands for a tool call in a reply to a client. */
final class CallJson {
    /** Clients parse arguments without looking: no arguments are an empty object, never empty text. */
    static final String NO_ARGUMENTS = "{}";

    private CallJson() {}

    static void write(ContentPart.ToolCall call, String arguments, ObjectNode target) {
        boolean blank = arguments.isBlank() && !call.custom();
        head(call, blank ? arguments + NO_ARGUMENTS : arguments, target);
    }

    /** The same with arguments as they are, which in a stream begin empty. */
    static void head(ContentPart.ToolCall call, String arguments, ObjectNode target) {
        target.put("id", call.id());
        if (call.custom()) {
            target.put("type", "custom");
            target.putObject("custom").put("name", call.name()).put("input", arguments);
        } else {
            target.put("type", "function");
            target.putObject("function").put("name", call.name()).put("arguments", arguments);
        }
        // as Gemini's own OpenAI endpoint does, for clients that send it back
        call.signature()
                .ifPresent(signature ->
                        target.putObject("extra_content").putObject("google").put("thought_signature", signature));
    }
}
