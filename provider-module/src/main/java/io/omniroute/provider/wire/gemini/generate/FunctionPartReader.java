package io.omniroute.provider.wire.gemini.generate;

import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.provider.chat.ContentPart;
import io.omniroute.provider.wire.Json;
import io.omniroute.provider.wire.JsonView;
import io.omniroute.provider.wire.Losses;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code functionCall} and {@code functionResponse} of a client. One per request. */
final class FunctionPartReader {
    private static final Set<String> RESPONSE_FIELDS = Set.of("id", "name", "response", "parts");

    private final Losses losses;
    private final OpenCalls calls = new OpenCalls();

    FunctionPartReader(Losses losses) {
        this.losses = losses;
    }

    void nextTurn() {
        calls.nextTurn();
    }

    /** @param place the part's place in the conversation, for calls without id */
    ContentPart call(JsonView call, Optional<String> signature, String place) {
        call.requireObject();
        String name = call.text("name");
        String arguments =
                call.optionalObject("args").map(args -> Json.text(args.node())).orElse("{}");
        String id = calls.called(id(call), name, place);
        return new ContentPart.ToolCall(id, name, arguments, false, signature);
    }

    ContentPart response(JsonView function, String place) {
        function.requireObject();
        Twins.loseUnknown(function, RESPONSE_FIELDS, losses);
        String name = function.text("name");
        JsonNode response =
                function.optionalObject("response").map(JsonView::node).orElse(Json.object());
        List<ContentPart> content = new ArrayList<>();
        String text = text(response);
        if (!text.isEmpty()) {
            content.add(new ContentPart.Text(text));
        }
        Twins.list(function, "parts").forEach(part -> content.add(media(part)));
        String id = calls.answered(id(function), name, place);
        return new ContentPart.ToolResult(id, Optional.of(name), content, response.hasNonNull("error"), false);
    }

    /**
     * What the tool said. Gemini API, FunctionResponse: "use 'output' and 'error' keys"; older SDKs write "result". Such
     * a key alone is only a wrapping that Gemini demands, because a response must be an object.
     */
    private static String text(JsonNode response) {
        if (response.isEmpty()) {
            return "";
        }
        for (String wrapper : List.of("output", "result", "error")) {
            if (response.size() == 1 && response.has(wrapper)) {
                JsonNode only = response.get(wrapper);
                return only.isTextual() ? only.textValue() : Json.text(only);
            }
        }
        return Json.text(response);
    }

    private static ContentPart media(JsonView part) {
        part.requireObject();
        if (Twins.has(part, "inlineData")) {
            return MediaReader.inline(Twins.at(part, "inlineData"));
        }
        if (Twins.has(part, "fileData")) {
            return MediaReader.file(Twins.at(part, "fileData"));
        }
        throw part.fault("'" + part.path() + "' must have inlineData or fileData.");
    }

    private static Optional<String> id(JsonView function) {
        return function.optionalText("id").filter(id -> !id.isBlank());
    }
}
