package io.omniroute.provider.demo;

import io.omniroute.provider.wire.Json;
import io.omniroute.provider.wire.JsonView;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the demo reads of an OpenAI chat request.
 *
 * @param lastUserText the text of the last user message; empty when it has none
 * @param promptCharacters of the text of all messages
 */
record EchoRequest(String model, boolean stream, boolean includeUsage, String lastUserText, int promptCharacters) {
    /** @throws io.omniroute.provider.chat.GatewayException BAD_REQUEST naming what is wrong */
    static EchoRequest read(byte[] body) {
        JsonView request = Json.requestBody(body);
        List<JsonView> messages = request.at("messages").elements();
        String lastUserText = "";
        int characters = 0;
        for (JsonView message : messages) {
            String text = textOf(message.at("content"));
            characters += text.length();
            if (message.text("role").equals("user")) {
                lastUserText = text;
            }
        }
        boolean includeUsage = request.optionalObject("stream_options")
                .flatMap(options -> options.optionalBoolean("include_usage"))
                .orElse(false);
        return new EchoRequest(
                request.text("model"),
                request.optionalBoolean("stream").orElse(false),
                includeUsage,
                lastUserText,
                characters);
    }

    /** OpenAI Chat Completions, messages: content is a string, a list of parts, or null. */
    private static String textOf(JsonView content) {
        if (!content.exists()) {
            return "";
        }
        if (content.isText()) {
            return content.text();
        }
        return content.elements().stream()
                .flatMap(part -> part.optionalText("text").stream())
                .collect(Collectors.joining("\n"));
    }
}
