package io.omniroute.routing.api.chat;

import io.omniroute.provider.wire.Envelope;
import io.omniroute.provider.wire.WireFormat;
import io.omniroute.routing.api.PathRewrites;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What a request to the inference API asks for, told by its method and address alone: one address per client format, and
 * the two that count tokens.
 */
sealed interface ChatAddress {
    /** A chat call. @param envelope where the path, not the body, names the model */
    record Chat(WireFormat format, Optional<Envelope> envelope) implements ChatAddress {}

    /** A call that only counts tokens. @param envelope as above */
    record Count(WireFormat format, Optional<Envelope> envelope) implements ChatAddress {}

    /** One of these addresses, but with a method other than POST. */
    record WrongMethod() implements ChatAddress {}

    /** A method of Gemini's that the gateway does not have. @param action as the client wrote it */
    record UnknownAction(String action) implements ChatAddress {}

    /** Not one of these addresses. */
    record Elsewhere() implements ChatAddress {}

    Chat CHAT = new Chat(WireFormat.OPENAI_CHAT, Optional.empty());
    Chat RESPONSES = new Chat(WireFormat.OPENAI_RESPONSES, Optional.empty());
    Chat MESSAGES = new Chat(WireFormat.ANTHROPIC_MESSAGES, Optional.empty());
    Count COUNT = new Count(WireFormat.ANTHROPIC_MESSAGES, Optional.empty());
    WrongMethod WRONG_METHOD = new WrongMethod();
    Elsewhere ELSEWHERE = new Elsewhere();

    /**
     * Reads an address; those that tools make up are forgiven as in {@link PathRewrites}.
     *
     * @param path as it came, percent-encoded, with its leading slash
     * @param query without its question mark; null when there is none, as the Servlet API has it
     */
    static ChatAddress of(String method, String path, String query) {
        boolean post = method.equals("POST");
        String wanted = plain(path);
        ChatAddress found =
                switch (wanted) {
                    case "v1/chat/completions" -> CHAT;
                    case "v1/responses" -> RESPONSES;
                    case "v1/messages" -> MESSAGES;
                    case "v1/messages/count_tokens" -> COUNT;
                    default -> post ? gemini(wanted, query) : ELSEWHERE;
                };
        return post || found == ELSEWHERE ? found : WRONG_METHOD;
    }

    private static String plain(String path) {
        int from = 0;
        while (from < path.length() && path.charAt(from) == '/') {
            from++;
        }
        int to = path.length();
        while (to > from && path.charAt(to - 1) == '/') {
            to--;
        }
        String plain = path.substring(from, to);
        String rewritten = PathRewrites.rewritten(plain);
        return rewritten == null ? plain : rewritten;
    }

    /** {@code v1beta/models/{model}:{action}}, also under {@code v1}: the model may hold slashes and colons. */
    private static ChatAddress gemini(String path, String query) {
        String models = path.startsWith("v1beta/models/") ? "v1beta/models/" : "v1/models/";
        if (!path.startsWith(models)) {
            return ELSEWHERE;
        }
        String target = decoded(path.substring(models.length()));
        int colon = target.lastIndexOf(':');
        String model = colon < 0 ? target : target.substring(0, colon);
        String action = colon < 0 ? "" : target.substring(colon + 1);
        return switch (action) {
            case "generateContent" -> chat(Envelope.ofPath(model, false, false));
            case "streamGenerateContent" -> chat(Envelope.ofPath(model, true, !asksForEvents(query)));
            case "countTokens" -> new Count(WireFormat.GEMINI, Optional.of(Envelope.ofPath(model, false, false)));
            default -> new UnknownAction(action);
        };
    }

    private static Chat chat(Envelope envelope) {
        return new Chat(WireFormat.GEMINI, Optional.of(envelope));
    }

    private static boolean asksForEvents(String query) {
        return query != null && ('&' + query + '&').contains("&alt=sse&");
    }

    private static String decoded(String path) {
        if (path.indexOf('%') < 0) {
            return path;
        }
        try {
            return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return path; // no such model, then
        }
    }
}
