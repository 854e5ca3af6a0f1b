package io.omniroute.routing.shaping;

import io.omniroute.provider.chat.ChatRequest;
import io.omniroute.provider.chat.ContentPart;
import io.omniroute.provider.chat.Message;
import io.omniroute.provider.chat.ModelFamily;
import io.omniroute.provider.wire.Losses;
import io.omniroute.provider.wire.UpstreamCodec;
import io.omniroute.provider.wire.WireFormat;
import io.omniroute.provider.wire.WireTarget;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The changes that policies make to the requests of one key. Immutable. */
public final class Shaper {
    /** Only what a vendor demands. */
    public static final Shaper NONE = new Shaper(ThinkingBudget.DEFAULT, SystemPrompt.NONE, SystemPrompt.NONE);

    private final ThinkingBudget thinking;
    private final List<SystemPrompt> prompts;

    /** @param outer stands around {@code inner}, which stands around the client's own */
    public Shaper(ThinkingBudget thinking, SystemPrompt outer, SystemPrompt inner) {
        this.thinking = thinking;
        this.prompts = Stream.of(inner, outer).filter(SystemPrompt::enabled).toList();
    }

    /** For a target of another format; its writer sees to the roles. */
    public ChatRequest shape(ChatRequest request, WireTarget target) {
        ChatRequest shaped = thinking.applyTo(request, target.reasoning());
        for (SystemPrompt prompt : prompts) {
            shaped = PromptEdits.insert(shaped, prompt);
        }
        return shaped;
    }

    /**
     * For a target of the body's own format. Without policies and with roles that the target knows it is the same array.
     *
     * @param codec of that format
     * @param request the body's meaning, asked for only when thinking is changed
     */
    public byte[] shape(byte[] body, WireTarget target, UpstreamCodec codec, Supplier<ChatRequest> request) {
        byte[] shaped = body;
        for (SystemPrompt prompt : prompts) {
            shaped = PromptEdits.insert(shaped, codec.format(), prompt);
        }
        if (codec.format() == WireFormat.OPENAI_CHAT) {
            shaped = RoleEdits.normalise(shaped, target);
        }
        return thinking.changesNothing() ? shaped : rethought(shaped, target, codec, request.get());
    }

    private byte[] rethought(byte[] body, WireTarget target, UpstreamCodec codec, ChatRequest asked) {
        ChatRequest wanted = thinking.applyTo(asked, target.reasoning());
        return ThinkingEdit.apply(
                body,
                codec.format(),
                codec.writeRequest(brief(asked), target, new Losses()).body(),
                codec.writeRequest(brief(wanted), target, new Losses()).body());
    }

    /**
     * What a writer makes of thinking does not depend on what was said, which may be long, but for the one question whether there are signed
     * thoughts to be read.
     */
    private static ChatRequest brief(ChatRequest request) {
        Map<ModelFamily, Message> messages = new EnumMap<>(ModelFamily.class);
        for (Message message : request.messages()) {
            for (ContentPart part : message.content()) {
                if (part instanceof ContentPart.Thinking thought
                        && thought.signature().isPresent()) {
                    messages.putIfAbsent(thought.family(), new Message(Message.Role.ASSISTANT, List.of(thought)));
                }
            }
        }
        List<Message> all = new ArrayList<>(messages.values());
        all.add(Message.text(Message.Role.USER, "?"));
        return request.withMessages(all);
    }
}
