package io.omniroute.routing.shaping;

import io.omniroute.provider.chat.ChatRequest;
import io.omniroute.provider.wire.UpstreamCodec;
import io.omniroute.provider.wire.WireFormat;
import io.omniroute.provider.wire.WireTarget;
import java.util.function.Supplier;

/** The changes that policies make to the requests of one key. Immutable. */
public final class Shaper {
    /** Only what a vendor demands. */
    public static final Shaper NONE = new Shaper(ThinkingBudget.DEFAULT, SystemPrompt.NONE, SystemPrompt.NONE);

    private static final ThinkingPatches PATCHES = new ThinkingPatches();

    private final ThinkingBudget thinking;
    private final AddedInstructions added;

    /** @param outer stands around {@code inner}, which stands around the client's own */
    public Shaper(ThinkingBudget thinking, SystemPrompt outer, SystemPrompt inner) {
        this.thinking = thinking;
        this.added = AddedInstructions.of(outer, inner);
    }

    /** For a target of another format; its writer sees to the roles. */
    public ChatRequest shape(ChatRequest request, WireTarget target) {
        ChatRequest shaped = thinking.applyTo(request, target.reasoning());
        return added.areNone() ? shaped : PromptEdits.insert(shaped, added);
    }

    /**
     * For a target of the body's own format. Without policies and with roles that the target knows it is the same array.
     *
     * @param codec of that format
     * @param request the body's meaning, asked for only when thinking is changed
     */
    public byte[] shape(byte[] body, WireTarget target, UpstreamCodec codec, Supplier<ChatRequest> request) {
        byte[] shaped = added.areNone() ? body : PromptEdits.insert(body, codec.format(), added);
        if (codec.format() == WireFormat.OPENAI_CHAT) {
            shaped = RoleEdits.normalise(shaped, target);
        }
        return thinking.changesNothing() ? shaped : rethought(shaped, target, codec, request.get());
    }

    private byte[] rethought(byte[] body, WireTarget target, UpstreamCodec codec, ChatRequest asked) {
        ChatRequest wanted = thinking.applyTo(asked, target.reasoning());
        return ThinkingEdit.apply(body, PATCHES.of(asked, wanted, target, codec));
    }
}
