package io.omniroute.it.vendor;

import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.it.conversation.Call;
import io.omniroute.it.conversation.Seen;
import io.omniroute.it.conversation.Trees;

/** Understands a generateContent request. */
final class GenerateReader {
    private GenerateReader() {}

    static Seen read(String path, JsonNode body) {
        Seen seen = new Seen();
        seen.model = path.substring("/v1beta/models/".length(), path.lastIndexOf(':'));
        seen.stream = path.contains(":streamGenerateContent");
        JsonNode config = body.path("generationConfig");
        seen.thinking = config.path("thinkingConfig").has("thinkingLevel")
                || config.at("/thinkingConfig/thinkingBudget").asInt(0) != 0;
        seen.schema = config.has("responseSchema") ? config.path("responseSchema") : config.path("responseJsonSchema");
        body.at("/systemInstruction/parts")
                .forEach(part -> seen.system += part.path("text").asText());
        for (JsonNode tool : body.at("/tools/0/functionDeclarations")) {
            JsonNode schema = tool.has("parameters") ? tool.path("parameters") : tool.path("parametersJsonSchema");
            seen.tools.put(tool.path("name").asText(), schema);
        }
        for (JsonNode content : body.path("contents")) {
            boolean user = content.path("role").asText("user").equals("user");
            boolean results = content.at("/parts/0").has("functionResponse");
            seen.roles.add(results ? "tool" : user ? "user" : "assistant");
            content.path("parts").forEach(part -> readPart(part, user, seen));
        }
        return seen;
    }

    private static void readPart(JsonNode part, boolean user, Seen seen) {
        if (part.has("thoughtSignature")) {
            seen.signatures.add(part.path("thoughtSignature").asText());
        }
        if (part.has("text") && !part.path("thought").asBoolean()) {
            (user ? seen.userTexts : seen.assistantTexts).add(part.path("text").asText());
        } else if (part.has("inlineData")) {
            readMedia(part, seen);
        } else if (part.has("functionCall")) {
            JsonNode call = part.path("functionCall");
            seen.calls.add(
                    new Call(call.path("id").asText(""), call.path("name").asText(), call.path("args")));
        } else if (part.has("functionResponse")) {
            JsonNode response = part.path("functionResponse");
            boolean failed = response.path("response").has("error");
            String text = response.path("response").toString();
            seen.results.add(new Seen.SeenResult(response.path("name").asText(), text, failed));
            Trees.each(response.path("parts")).forEach(media -> readMedia(media, seen));
        }
    }

    private static void readMedia(JsonNode part, Seen seen) {
        String type = part.at("/inlineData/mimeType").asText();
        String data = part.at("/inlineData/data").asText();
        (type.equals("application/pdf") ? seen.papers : seen.pictures).add(data);
    }
}
