package io.omniroute.routing.api.models;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.provider.catalog.ModelDescriptor;
import io.omniroute.provider.wire.Json;
import io.omniroute.routing.gateway.ModelDirectory.ListedModel;
import java.util.List;

/** How a family of clients expects to read models. */
enum ModelShape {
    /** OpenAI API reference, "Models"; limits and capabilities are extras that other gateways add too. */
    OPENAI {
        @Override
        JsonNode list(List<ListedModel> models) {
            ObjectNode body = Json.object().put("object", "list");
            ArrayNode data = body.putArray("data");
            models.forEach(model -> data.add(one(model)));
            return body;
        }

        @Override
        ObjectNode one(ListedModel listed) {
            ModelDescriptor model = listed.model();
            ObjectNode node = Json.object()
                    .put("id", listed.id())
                    .put("object", "model")
                    .put("created", 0)
                    .put("owned_by", listed.owner())
                    .put("root", model.id());
            model.contextTokens().ifPresent(tokens -> node.put("context_length", tokens));
            model.maxOutputTokens().ifPresent(tokens -> node.put("max_completion_tokens", tokens));
            node.putObject("capabilities")
                    .put("tools", model.tools())
                    .put("vision", model.vision())
                    .put("reasoning", model.reasoning());
            return node;
        }
    },
    /** Anthropic API reference, "List Models". */
    ANTHROPIC {
        @Override
        JsonNode list(List<ListedModel> models) {
            ObjectNode body = Json.object();
            ArrayNode data = body.putArray("data");
            models.forEach(model -> data.add(one(model)));
            body.put("has_more", false);
            if (!models.isEmpty()) {
                body.put("first_id", models.get(0).id());
                body.put("last_id", models.get(models.size() - 1).id());
            }
            return body;
        }

        @Override
        ObjectNode one(ListedModel listed) {
            return Json.object()
                    .put("type", "model")
                    .put("id", listed.id())
                    .put("display_name", listed.model().name())
                    .put("created_at", "1970-01-01T00:00:00Z");
        }
    },
    /** Gemini API reference, "models.list". */
    GEMINI {
        @Override
        JsonNode list(List<ListedModel> models) {
            ObjectNode body = Json.object();
            ArrayNode data = body.putArray("models");
            models.forEach(model -> data.add(one(model)));
            return body;
        }

        @Override
        ObjectNode one(ListedModel listed) {
            ModelDescriptor model = listed.model();
            ObjectNode node = Json.object().put("name", "models/" + listed.id()).put("displayName", model.name());
            model.contextTokens().ifPresent(tokens -> node.put("inputTokenLimit", tokens));
            model.maxOutputTokens().ifPresent(tokens -> node.put("outputTokenLimit", tokens));
            node.putArray("supportedGenerationMethods")
                    .add("generateContent")
                    .add("streamGenerateContent")
                    .add("countTokens");
            return node;
        }
    };

    abstract JsonNode list(List<ListedModel> models);

    abstract ObjectNode one(ListedModel listed);
}
