package io.omniroute.provider.wire.gemini.generate;

import io.omniroute.provider.wire.ToolNames;
import java.util.regex.Pattern;

/**
 * A tool's name as Gemini takes it (FunctionDeclaration.name): it begins with a letter or an underscore, goes on with those,
 * digits, dots, colons and dashes, and has at most 64 characters.
 */
final class SentToolName {
    private static final Pattern FITTING = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_.:-]{0,63}");
    private static final Pattern REFUSED = Pattern.compile("[^a-zA-Z0-9_.:-]");
    private static final int MAX_LENGTH = 64;

    private SentToolName() {}

    /** The name itself where it fits; else a changed one that ends in a hash of the original, noted in {@code names}. */
    static String of(String original, ToolNames names) {
        if (FITTING.matcher(original).matches()) {
            return original;
        }
        String cleaned = REFUSED.matcher(original).replaceAll("_");
        boolean begins = !cleaned.isEmpty() && (Character.isLetter(cleaned.charAt(0)) || cleaned.charAt(0) == '_');
        String begun = begins ? cleaned : "_" + cleaned;
        String hash = String.format("_%08x", original.hashCode());
        String sent = begun.substring(0, Math.min(begun.length(), MAX_LENGTH - hash.length())) + hash;
        names.map(original, sent);
        return sent;
    }
}
