package io.omniroute.provider.wire;

import io.omniroute.provider.chat.ChatRequest;
import io.omniroute.provider.chat.ContentPart;
import io.omniroute.provider.chat.MediaSource;
import io.omniroute.provider.chat.Message;
import io.omniroute.provider.chat.OutputFormat;
import io.omniroute.provider.chat.Tool;

/**
 * Guesses the input tokens of a request for vendors that have no counting endpoint. An estimate: text by length and
 * script, usually within a fifth of the vendor's own figure; media by a typical figure for their kind. Pure functions.
 */
public final class TokenEstimate {
    private static final int PER_MESSAGE = 4;
    private static final int PER_TOOL_CALL = 12;
    private static final int PER_TOOL = 16;
    /** What Anthropic and OpenAI charge for an image near their upper limit of about 1.15 megapixels. */
    private static final int IMAGE = 1_500;
    /** OpenAI's fixed price of an image with {@code detail: low}. */
    private static final int IMAGE_LOW_DETAIL = 85;
    /** Anthropic, PDF support: 1,500 to 3,000 tokens a page. */
    private static final int PDF_PAGE = 2_250;

    private static final int PDF_PAGE_BYTES = 60_000;
    private static final int UNSEEN_PDF_PAGES = 4;
    /** Gemini, audio: 32 tokens a second; 16 kB a second of compressed sound makes one token of 500 bytes. */
    private static final int AUDIO_BYTES = 500;

    private static final int UNSEEN_AUDIO = 1_000;

    /** Twentieths of a token, so that the parts of a long text add up without rounding. */
    private static final int UNIT = 20;

    private TokenEstimate() {}

    public static long inputTokens(ChatRequest request) {
        long tokens = 0;
        for (Message message : request.messages()) {
            tokens += PER_MESSAGE;
            for (ContentPart part : message.content()) {
                tokens += part(part);
            }
        }
        for (Tool tool : request.tools()) {
            tokens += tool(tool);
        }
        if (request.output() instanceof OutputFormat.Schema schema) {
            tokens += text(schema.schema().value());
        }
        return tokens;
    }

    /**
     * Four characters a token in Latin script, two and a half in other alphabets, one in CJK; an emoji is two.
     */
    public static long text(String text) {
        long units = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            units += c < 0x250 ? UNIT / 4 : c < 0x2E80 ? UNIT * 2 / 5 : UNIT;
        }
        return (units + UNIT - 1) / UNIT;
    }

    private static long part(ContentPart part) {
        return switch (part) {
            case ContentPart.Text e -> text(e.text());
            case ContentPart.Refusal e -> text(e.text());
            case ContentPart.Thinking e -> text(e.text());
            case ContentPart.Image e -> e.detail().filter("low"::equals).isPresent() ? IMAGE_LOW_DETAIL : IMAGE;
            case ContentPart.Audio e -> e.source() instanceof MediaSource.Inline sound ? sound(sound) : UNSEEN_AUDIO;
            case ContentPart.Document e -> document(e.source());
            case ContentPart.CacheMark ignored -> 0;
            case ContentPart.ToolCall e -> PER_TOOL_CALL + text(e.name()) + text(e.arguments());
            case ContentPart.ToolResult e ->
                PER_TOOL_CALL
                        + e.content().stream().mapToLong(TokenEstimate::part).sum();
        };
    }

    private static long document(MediaSource source) {
        return switch (source) {
            case MediaSource.PlainText e -> text(e.text());
            case MediaSource.Inline e -> inlineDocument(e);
            case MediaSource.Remote ignored -> UNSEEN_PDF_PAGES * PDF_PAGE;
            case MediaSource.Stored ignored -> UNSEEN_PDF_PAGES * PDF_PAGE;
        };
    }

    private static long inlineDocument(MediaSource.Inline document) {
        if (document.mediaType().startsWith("image/")) {
            return IMAGE;
        }
        boolean text = document.mediaType().startsWith("text/");
        return text ? bytes(document) / 4 + 1 : (bytes(document) / PDF_PAGE_BYTES + 1) * PDF_PAGE;
    }

    private static long sound(MediaSource.Inline sound) {
        return bytes(sound) / AUDIO_BYTES + 1;
    }

    private static long bytes(MediaSource.Inline inline) {
        return inline.base64().length() * 3L / 4;
    }

    private static long tool(Tool tool) {
        return PER_TOOL
                + text(tool.name())
                + switch (tool) {
                    case Tool.Function e ->
                        e.description().map(TokenEstimate::text).orElse(0L)
                                + e.parameters()
                                        .map(schema -> text(schema.value()))
                                        .orElse(0L);
                    case Tool.Custom e ->
                        e.description().map(TokenEstimate::text).orElse(0L)
                                + e.format().map(format -> text(format.value())).orElse(0L);
                    case Tool.WebSearch ignored -> 300;
                };
    }
}
