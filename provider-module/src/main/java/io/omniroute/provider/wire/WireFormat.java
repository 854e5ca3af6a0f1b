package io.omniroute.provider.wire;

/** The JSON dialects spoken on either side of the gateway. */
public enum WireFormat {
    OPENAI_CHAT("openai-chat"),
    OPENAI_RESPONSES("openai-responses"),
    ANTHROPIC_MESSAGES("anthropic-messages"),
    GEMINI("gemini");

    private final String label;

    WireFormat(String label) {
        this.label = label;
    }

    /** The word used in the catalogue, the management API and the logs. */
    public String label() {
        return label;
    }

    /** @throws IllegalArgumentException naming the accepted words */
    public static WireFormat ofLabel(String label) {
        for (WireFormat format : values()) {
            if (format.label.equals(label)) {
                return format;
            }
        }
        throw new IllegalArgumentException(
                "format must be openai-chat, openai-responses, anthropic-messages or gemini");
    }
}
