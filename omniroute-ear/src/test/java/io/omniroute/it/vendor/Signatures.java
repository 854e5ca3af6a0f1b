package io.omniroute.it.vendor;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** How the vendors of the tests begin the proofs of their own thinking; each refuses every other. */
public final class Signatures {
    public static final String ANTHROPIC = "EqQBAnthropicMade";
    public static final String OPENAI = "gAAAAAOpenAiMade";
    /** Base64, for Google's SDKs treat it as bytes. */
    public static final String GEMINI =
            Base64.getEncoder().encodeToString("gemini made this".getBytes(StandardCharsets.US_ASCII));

    private Signatures() {}

    /** Of the vendor that speaks that format; Chat Completions knows none. */
    public static String of(Voice voice) {
        return switch (voice.format()) {
            case "anthropic-messages" -> ANTHROPIC + "1";
            case "openai-responses" -> OPENAI + "1";
            case "gemini" -> GEMINI;
            default -> "";
        };
    }
}
