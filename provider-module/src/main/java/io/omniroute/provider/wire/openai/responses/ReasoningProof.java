package io.omniroute.provider.wire.openai.responses;

import io.omniroute.provider.chat.ModelFamily;
import java.util.Locale;

/**
 * What an {@code encrypted_content} stands for. OpenAI's own content is written as it is; a signature of another vendor
 * travels behind a prefix that names its family, because clients send reasoning items back unchanged and that is the
 * only place of this format where it survives the round trip.
 */
record ReasoningProof(ModelFamily family, Kind kind, String signature) {
    private static final String MARK = "omniroute:";

    enum Kind {
        /** Of the thoughts in the same item. */
        THOUGHT(""),
        /** Anthropic's {@code redacted_thinking} data. */
        REDACTED("-redacted"),
        /** Of the function call that follows: Gemini signs calls, and a {@code function_call} item has no field for it. */
        CALL("-call");

        private final String suffix;

        Kind(String suffix) {
            this.suffix = suffix;
        }
    }

    static ReasoningProof ofCall(String signature) {
        return new ReasoningProof(ModelFamily.GEMINI, Kind.CALL, signature);
    }

    static ReasoningProof read(String encryptedContent) {
        for (ModelFamily family : ModelFamily.values()) {
            for (Kind kind : Kind.values()) {
                String prefix = prefix(family, kind);
                if (encryptedContent.startsWith(prefix)) {
                    return new ReasoningProof(family, kind, encryptedContent.substring(prefix.length()));
                }
            }
        }
        return new ReasoningProof(ModelFamily.OPENAI, Kind.THOUGHT, encryptedContent);
    }

    String write() {
        boolean own = family == ModelFamily.OPENAI && kind == Kind.THOUGHT;
        return own ? signature : prefix(family, kind) + signature;
    }

    private static String prefix(ModelFamily family, Kind kind) {
        return MARK + family.name().toLowerCase(Locale.ROOT) + kind.suffix + ":";
    }
}
