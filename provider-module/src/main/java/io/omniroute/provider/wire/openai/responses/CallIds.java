package io.omniroute.provider.wire.openai.responses;

/** Call ids as OpenAI takes them: 1 to 64 characters of {@code [A-Za-z0-9_-]}. */
final class CallIds {
    private static final int MAX = 64;

    private CallIds() {}

    /** A pure function, so that a call and its result still meet; an id that fits stays as it is. */
    static String fit(String id) {
        String cleaned = id.replaceAll("[^A-Za-z0-9_-]", "_");
        if (cleaned.equals(id) && !id.isEmpty() && id.length() <= MAX) {
            return id;
        }
        String hash = String.format("_%08x", id.hashCode());
        return cleaned.substring(0, Math.min(cleaned.length(), MAX - hash.length())) + hash;
    }
}
