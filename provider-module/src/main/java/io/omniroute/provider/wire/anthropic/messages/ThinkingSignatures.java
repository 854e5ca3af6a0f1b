package io.omniroute.provider.wire.anthropic.messages;

import io.omniroute.provider.chat.ModelFamily;
import java.util.Optional;

/**
 * How the signatures of all families travel in the one {@code signature} field of a thinking block. An Anthropic client
 * keeps that field unread and sends it back, so a foreign signature goes out behind a prefix that names its family and
 * comes home intact. Anthropic's own stay as they are.
 */
final class ThinkingSignatures {
    private static final String GEMINI = "omniroute:gemini:";
    private static final String OPENAI = "omniroute:openai:";

    /** @param id the reasoning item's id at OpenAI */
    record Origin(ModelFamily family, String signature, Optional<String> id) {}

    private ThinkingSignatures() {}

    static String write(ModelFamily family, String signature, Optional<String> id) {
        return switch (family) {
            case ANTHROPIC -> signature;
            case GEMINI -> GEMINI + signature;
            // ids are rs_… and hold no colon
            case OPENAI -> OPENAI + id.orElse("") + ":" + signature;
            case UNSIGNED -> "";
        };
    }

    /** Empty when there is no signature. */
    static Optional<Origin> read(String field) {
        if (field.isEmpty()) {
            return Optional.empty();
        }
        if (field.startsWith(GEMINI)) {
            return Optional.of(new Origin(ModelFamily.GEMINI, field.substring(GEMINI.length()), Optional.empty()));
        }
        int colon = field.startsWith(OPENAI) ? field.indexOf(':', OPENAI.length()) : -1;
        if (colon >= 0) {
            Optional<String> id =
                    Optional.of(field.substring(OPENAI.length(), colon)).filter(text -> !text.isEmpty());
            return Optional.of(new Origin(ModelFamily.OPENAI, field.substring(colon + 1), id));
        }
        return Optional.of(new Origin(ModelFamily.ANTHROPIC, field, Optional.empty()));
    }
}
