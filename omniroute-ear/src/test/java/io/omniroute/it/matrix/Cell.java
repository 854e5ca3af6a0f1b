package io.omniroute.it.matrix;

import io.omniroute.it.client.Caller;
import io.omniroute.it.conversation.Ask;
import io.omniroute.it.conversation.Heard;
import io.omniroute.it.conversation.Turn;
import io.omniroute.it.vendor.StrictVendor;

/** One client format against one vendor format. */
record Cell(Caller client, StrictVendor vendor, String prefix) {
    /** A model of the vendor as the client calls it. */
    String model(String id) {
        return prefix + "/" + id;
    }

    /** An ordinary one that knows no thinking at OpenAI. */
    String model() {
        return model(ordinaryModel());
    }

    String ordinaryModel() {
        return switch (vendor.voice().format()) {
            case "openai-chat" -> "gpt-4o";
            case "openai-responses" -> "gpt-5";
            case "anthropic-messages" -> "claude-sonnet-4-5";
            default -> "gemini-2.5-flash";
        };
    }

    /** One that thinks, and at Gemini demands its signatures back. */
    String thinkingModel() {
        return model(
                switch (vendor.voice().format()) {
                    case "openai-chat" -> "deepseek-reasoner";
                    case "openai-responses" -> "gpt-5";
                    case "anthropic-messages" -> "claude-sonnet-4-5";
                    default -> "gemini-3-pro-preview";
                });
    }

    Ask ask(Turn... turns) {
        return Ask.of(model(), turns);
    }

    Heard hears(Ask ask, boolean streamed) {
        return client.ask(ask, streamed);
    }

    boolean clientIs(String format) {
        return client.format().equals(format);
    }

    boolean vendorIs(String format) {
        return vendor.voice().format().equals(format);
    }

    boolean sameFormat() {
        return clientIs(vendor.voice().format());
    }
}
