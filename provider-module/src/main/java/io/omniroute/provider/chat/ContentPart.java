package io.omniroute.provider.chat;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** One part of a message, in a request or in a reply. */
public sealed interface ContentPart {
    record Text(String text) implements ContentPart {
        public Text {
            Objects.requireNonNull(text, "text");
        }
    }

    /** @param detail OpenAI's {@code auto|low|high}, where given */
    record Image(MediaSource source, Optional<String> detail) implements ContentPart {
        public Image {
            Objects.requireNonNull(source, "source");
            Objects.requireNonNull(detail, "detail");
        }

        public Image(MediaSource source) {
            this(source, Optional.empty());
        }
    }

    record Audio(MediaSource source) implements ContentPart {
        public Audio {
            Objects.requireNonNull(source, "source");
        }
    }

    /** A document, PDF mostly. @param name the file name or title, where given */
    record Document(MediaSource source, Optional<String> name) implements ContentPart {
        public Document {
            Objects.requireNonNull(source, "source");
            Objects.requireNonNull(name, "name");
        }
    }

    /**
     * What the model thought. Readable text, an opaque proof of it, or both.
     *
     * @param text readable thoughts or their summary, may be empty
     * @param family who signed it; UNSIGNED when there is no signature
     * @param signature Anthropic {@code signature}, Gemini {@code thoughtSignature}, OpenAI {@code encrypted_content}
     * @param redacted true when {@code signature} holds Anthropic's {@code redacted_thinking} data
     * @param id the vendor's id of the reasoning item (OpenAI Responses {@code rs_…}), where it has one
     */
    record Thinking(String text, ModelFamily family, Optional<String> signature, boolean redacted, Optional<String> id)
            implements ContentPart {
        public Thinking {
            Objects.requireNonNull(text, "text");
            Objects.requireNonNull(family, "family");
            Objects.requireNonNull(signature, "signature");
            Objects.requireNonNull(id, "id");
        }

        public static Thinking unsigned(String text) {
            return new Thinking(text, ModelFamily.UNSIGNED, Optional.empty(), false, Optional.empty());
        }

        public static Thinking signed(String text, ModelFamily family, String signature) {
            return new Thinking(text, family, Optional.of(signature), false, Optional.empty());
        }
    }

    /**
     * The model asks for a tool.
     *
     * @param id ties the result to the call; as the vendor or the client gave it
     * @param arguments for a function the JSON object's text exactly as produced (may be empty or, from a careless
     *     client, not JSON at all); for a custom tool its free-form input
     * @param custom true for a custom (free-form) tool of OpenAI
     * @param signature Gemini's {@code thoughtSignature} of this call
     */
    record ToolCall(String id, String name, String arguments, boolean custom, Optional<String> signature)
            implements ContentPart {
        public ToolCall {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(arguments, "arguments");
            Objects.requireNonNull(signature, "signature");
        }

        public ToolCall(String id, String name, String arguments) {
            this(id, name, arguments, false, Optional.empty());
        }
    }

    /**
     * What a tool answered. Always part of a USER message, whatever the client's format calls that role.
     *
     * @param name the tool's name where the format gives it (Gemini), else found through the call id
     * @param content text, images and documents; may be empty
     * @param custom true when it answers a custom (free-form) tool call
     */
    record ToolResult(String callId, Optional<String> name, List<ContentPart> content, boolean error, boolean custom)
            implements ContentPart {
        public ToolResult {
            Objects.requireNonNull(callId, "callId");
            Objects.requireNonNull(name, "name");
            content = List.copyOf(content);
        }

        public ToolResult(String callId, List<ContentPart> content, boolean error) {
            this(callId, Optional.empty(), content, error, false);
        }

        /** The text parts, joined by a line feed; empty when there is none. */
        public String text() {
            return ContentPart.textOf(content);
        }
    }

    /** The model declines (OpenAI's {@code refusal}). */
    record Refusal(String text) implements ContentPart {
        public Refusal {
            Objects.requireNonNull(text, "text");
        }
    }

    /**
     * No content: a wish that what the request says up to here be kept in the vendor's cache of prompts, together with what
     * stands before messages in its format. Stands only directly in a message's content, never in a tool result or a reply.
     *
     * @param hour to be kept for an hour rather than for the vendor's usual time
     */
    record CacheMark(boolean hour) implements ContentPart {}

    /** The {@link Text} parts of a list, joined by a line feed. */
    static String textOf(List<ContentPart> parts) {
        StringBuilder joined = new StringBuilder();
        for (ContentPart part : parts) {
            if (part instanceof Text text) {
                if (!joined.isEmpty()) {
                    joined.append('\n');
                }
                joined.append(text.text());
            }
        }
        return joined.toString();
    }
}
