package io.omniroute.provider.wire.openai.chat;

import io.omniroute.provider.chat.ContentPart;

/** The text of a tool's answer; this format has no flag for errors, so the text says it. */
final class ToolText {
    static final String ERROR = "[tool error] ";

    private ToolText() {}

    static String of(ContentPart.ToolResult result) {
        return result.error() ? ERROR + result.text() : result.text();
    }
}
