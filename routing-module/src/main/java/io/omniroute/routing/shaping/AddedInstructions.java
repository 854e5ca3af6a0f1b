package io.omniroute.routing.shaping;

/**
 * What policies say around the client's own instructions, all prompts of a side as one text.
 *
 * @param before empty when nothing stands there; {@code after} likewise
 */
record AddedInstructions(String before, String after) {
    /** Between two texts. */
    static final String GAP = "\n\n";

    private static final AddedInstructions NONE = new AddedInstructions("", "");

    /** @param outer stands around {@code inner} */
    static AddedInstructions of(SystemPrompt outer, SystemPrompt inner) {
        if (!outer.enabled() && !inner.enabled()) {
            return NONE;
        }
        return new AddedInstructions(joined(prefix(outer), prefix(inner)), joined(suffix(inner), suffix(outer)));
    }

    boolean areNone() {
        return before.isEmpty() && after.isEmpty();
    }

    /** With what the client says, which may be nothing. */
    String around(String own) {
        return joined(before, own, after);
    }

    private static String prefix(SystemPrompt prompt) {
        return prompt.enabled() && prompt.leads() ? prompt.text() : "";
    }

    private static String suffix(SystemPrompt prompt) {
        return prompt.enabled() && !prompt.leads() ? prompt.text() : "";
    }

    private static String joined(String... texts) {
        StringBuilder joined = new StringBuilder();
        for (String text : texts) {
            if (!text.isBlank()) {
                joined.append(joined.isEmpty() ? "" : GAP).append(text);
            }
        }
        return joined.toString();
    }
}
