package io.omniroute.provider.wire.gemini.generate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.provider.chat.CallerHints;
import io.omniroute.provider.chat.ChatRequest;
import io.omniroute.provider.chat.ContentPart;
import io.omniroute.provider.chat.Conversation;
import io.omniroute.provider.chat.Message;
import io.omniroute.provider.wire.CacheMarks;
import io.omniroute.provider.wire.Json;
import io.omniroute.provider.wire.Losses;
import io.omniroute.provider.wire.Quirk;
import io.omniroute.provider.wire.ToolNames;
import io.omniroute.provider.wire.UpstreamRequest;
import io.omniroute.provider.wire.WireTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes a {@code GenerateContentRequest} that holds to every rule Gemini checks. One per request. */
final class GeminiRequestWriter {
    private final ChatRequest request;
    private final WireTarget target;
    private final ThoughtSignatures signatures;
    private final Losses losses;
    private final ToolNames names = new ToolNames();

    GeminiRequestWriter(ChatRequest request, WireTarget target, ThoughtSignatures signatures, Losses losses) {
        this.request = CacheMarks.without(request);
        this.target = target;
        this.signatures = signatures;
        this.losses = losses;
    }

    UpstreamRequest write() {
        ObjectNode body = Json.object();
        GenerationConfigWriter config = new GenerationConfigWriter(request, target, losses);
        writeContents(body, config);
        new ToolsWriter(request, names, losses).write(body);
        ObjectNode generation = config.write();
        if (!generation.isEmpty()) {
            body.set("generationConfig", generation);
        }
        loseHints(request.hints());
        return new UpstreamRequest(Json.bytes(body), Map.of(), names);
    }

    private void writeContents(ObjectNode body, GenerationConfigWriter config) {
        List<String> instructions = instructions();
        config.outputInstruction().ifPresent(instructions::add);
        ContentsWriter contents =
                new ContentsWriter(new PartWriter(names, target.has(Quirk.THINKING_LEVEL), losses), signatures, target);
        ArrayNode written = contents.write(Conversation.mergeNeighbours(Conversation.turns(request.messages())));
        if (written.isEmpty() || target.has(Quirk.SYSTEM_IN_USER)) {
            // contents may not be empty, so instructions alone are said by the user
            ContentsWriter.prependToUser(written, instructions);
        } else if (!instructions.isEmpty()) {
            ArrayNode parts = body.putObject("systemInstruction").putArray("parts");
            instructions.forEach(text -> parts.add(ReplyParts.text(text)));
        }
        body.set("contents", written);
    }

    /** All of them in their order, wherever in the conversation they stand. */
    private List<String> instructions() {
        List<String> texts = new ArrayList<>();
        for (Message message : Conversation.instructions(request.messages())) {
            for (ContentPart part : message.content()) {
                if (part instanceof ContentPart.Text text) {
                    if (!text.text().isEmpty()) {
                        texts.add(text.text());
                    }
                } else {
                    losses.add("system content");
                }
            }
        }
        return texts;
    }

    private void loseHints(CallerHints hints) {
        hints.verbosity().ifPresent(ignored -> losses.add("verbosity"));
        hints.serviceTier()
                .filter(tier -> !tier.equals("auto") && !tier.equals("default"))
                .ifPresent(ignored -> losses.add("service_tier"));
        if (!hints.metadata().isEmpty()) {
            losses.add("metadata");
        }
        request.parallelToolCalls()
                .filter(parallel -> !parallel)
                .ifPresent(ignored -> losses.add("parallel_tool_calls"));
    }
}
