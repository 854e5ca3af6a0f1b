package io.omniroute.routing.gateway;

import io.omniroute.routing.session.SessionName;
import io.omniroute.routing.session.SessionName.Source;
import java.util.Map;
import java.util.Optional;

/** Finds what a call says about the session it belongs to. Pure. */
final class SessionNames {
    private static final String MARK = "session";
    private static final String ID = "_id";
    /** Anything shorter is a word, not a name that was made up to be unique. */
    private static final int SHORTEST = 8;

    private SessionNames() {}

    /** What the caller itself calls it; absent when the caller leaves it to the gateway to tell conversations apart. */
    static Optional<SessionName> given(Map<String, String> headers, PreparedCall call) {
        // Codex names its session in session_id
        return name(Source.HEADER, Optional.ofNullable(headers.get("x-session-id")))
                .or(() -> name(Source.HEADER, Optional.ofNullable(headers.get("session_id"))))
                .or(() -> name(Source.PROMPT_CACHE_KEY, call.promptCacheKey()))
                .or(() -> name(Source.USER_ID, call.userId().flatMap(SessionNames::sessionOf)));
    }

    /** By the content, where nobody names it. */
    static Optional<SessionName> found(PreparedCall call) {
        return name(Source.CONTENT, call.conversationPrint());
    }

    /**
     * Claude Code writes {@code user_<hash>_account_<uuid>_session_<uuid>}, or JSON text with a {@code session_id}. Other
     * programs put a person there, whose calls are not one conversation.
     */
    private static Optional<String> sessionOf(String userId) {
        int mark = userId.indexOf(MARK);
        if (mark < 0) {
            return Optional.empty();
        }
        int from = mark + MARK.length();
        from += userId.startsWith(ID, from) ? ID.length() : 0;
        while (from < userId.length() && "\"_: ".indexOf(userId.charAt(from)) >= 0) {
            from++;
        }
        int to = from;
        while (to < userId.length() && isOfName(userId.charAt(to))) {
            to++;
        }
        return to - from < SHORTEST ? Optional.empty() : Optional.of(userId.substring(from, to));
    }

    private static boolean isOfName(char c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '-';
    }

    private static Optional<SessionName> name(Source source, Optional<String> text) {
        return text.filter(SessionName::fits).map(fitting -> new SessionName(source, fitting));
    }
}
