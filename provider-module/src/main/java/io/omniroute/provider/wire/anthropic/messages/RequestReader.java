package io.omniroute.provider.wire.anthropic.messages;

import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.provider.chat.CallerHints;
import io.omniroute.provider.chat.ChatRequest;
import io.omniroute.provider.chat.ContentPart;
import io.omniroute.provider.chat.Message;
import io.omniroute.provider.wire.CacheMarks;
import io.omniroute.provider.wire.Envelope;
import io.omniroute.provider.wire.JsonView;
import io.omniroute.provider.wire.Losses;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads a request's body; the parts with rules of their own have readers of their own. One per request. */
final class RequestReader {
    /** Read here or by a part reader, or (model, stream) by the envelope. */
    private static final Set<String> KNOWN = Set.of(
            "model",
            "stream",
            "max_tokens",
            "messages",
            "system",
            "temperature",
            "top_p",
            "top_k",
            "stop_sequences",
            "tools",
            "tool_choice",
            "thinking",
            "output_config",
            "output_format",
            "metadata",
            "service_tier",
            "context_management",
            "cache_control",
            // Names the API version when the body came through Bedrock or Vertex.
            "anthropic_version");

    private final JsonView body;
    private final Envelope envelope;
    private final Losses losses;

    RequestReader(JsonView body, Envelope envelope, Losses losses) {
        this.body = body;
        this.envelope = envelope;
        this.losses = losses;
    }

    ChatRequest readCall() {
        JsonView maxTokens = body.at("max_tokens");
        if (!maxTokens.exists()) {
            throw maxTokens.fault("'max_tokens' is required: the most tokens the reply may have.");
        }
        return read();
    }

    ChatRequest readCount() {
        return read();
    }

    private ChatRequest read() {
        OptionalInt maxTokens = body.optionalInt("max_tokens");
        if (maxTokens.isPresent() && maxTokens.getAsInt() < 1) {
            throw body.at("max_tokens").fault("'max_tokens' must be at least 1.");
        }
        noteUnknownFields();
        ToolReader tools = new ToolReader(body, losses);
        SettingsReader settings = new SettingsReader(body, losses);
        return new ChatRequest(
                envelope.model(),
                envelope.stream(),
                messages(),
                tools.tools(),
                tools.choice(),
                tools.parallelCalls(),
                settings.sampling(),
                maxTokens,
                settings.reasoning(),
                settings.output(),
                hints());
    }

    private void noteUnknownFields() {
        body.node().properties().forEach(member -> {
            if (!KNOWN.contains(member.getKey()) && !member.getValue().isNull()) {
                losses.add(member.getKey());
            }
        });
        JsonView management = body.at("context_management");
        if (management.exists() && !clearsThinkingAtMost(management.node())) {
            losses.add(management.path());
        }
    }

    /**
     * Claude Code sends such edits with every request. Which thoughts go back to another vendor is settled by that vendor's
     * rules, so nothing is lost with them; edits that clear tool results or compact change what any model would read.
     */
    private static boolean clearsThinkingAtMost(JsonNode management) {
        for (JsonNode edit : management.path("edits")) {
            if (!edit.path("type").asText().startsWith("clear_thinking_")) {
                return false;
            }
        }
        return management.size() == 1 && management.has("edits");
    }

    private List<Message> messages() {
        List<Message> messages = new ArrayList<>();
        system().ifPresent(messages::add);
        MessageReader reader = new MessageReader(losses);
        List<JsonView> turns = body.at("messages").elements();
        if (turns.isEmpty()) {
            throw body.at("messages").fault("'messages' must hold at least one message.");
        }
        turns.forEach(turn -> messages.add(reader.read(turn.requireObject())));
        // Anthropic Messages, automatic caching: a mark on the body stands for one on the last block
        CacheMarks.read(body)
                .ifPresent(mark ->
                        messages.add(messages.remove(messages.size() - 1).with(mark)));
        return messages;
    }

    private Optional<Message> system() {
        JsonView system = body.at("system");
        if (!system.exists()) {
            return Optional.empty();
        }
        List<ContentPart> texts = MessageReader.instructions(system);
        return texts.isEmpty() ? Optional.empty() : Optional.of(new Message(Message.Role.SYSTEM, texts));
    }

    private CallerHints hints() {
        Optional<String> user = Optional.empty();
        Optional<JsonView> metadata = body.optionalObject("metadata");
        if (metadata.isPresent()) {
            user = metadata.get().optionalText("user_id").filter(id -> !id.isEmpty());
            metadata.get().node().fieldNames().forEachRemaining(name -> {
                if (!name.equals("user_id")) {
                    losses.add("metadata." + name);
                }
            });
        }
        return new CallerHints(user, Optional.empty(), serviceTier(), Optional.empty(), Map.of());
    }

    /** In the words that OpenAI uses, which other vendors understand too. */
    private Optional<String> serviceTier() {
        Optional<String> tier = body.optionalText("service_tier");
        if (tier.isEmpty()) {
            return tier;
        }
        return switch (tier.get()) {
            case "auto" -> tier;
            case "standard_only" -> Optional.of("default");
            default -> throw body.at("service_tier").fault("'service_tier' must be auto or standard_only.");
        };
    }
}
