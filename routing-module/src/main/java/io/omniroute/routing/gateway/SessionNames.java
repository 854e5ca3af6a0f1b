package io.omniroute.routing.gateway;

import io.omniroute.routing.session.SessionName;
import io.omniroute.routing.session.SessionName.Source;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds what a call says about the session it belongs to. Pure. */
final class SessionNames {
    /** Claude Code: {@code user_<hash>_account_<uuid>_session_<uuid>}, or JSON text with a {@code session_id}. */
    private static final Pattern SESSION = Pattern.compile("session(?:_id)?[\"_:\\s]+([0-9A-Za-z-]{8,})");

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

    /** Other programs put a person there, whose calls are not one conversation. */
    private static Optional<String> sessionOf(String userId) {
        int at = userId.indexOf("session");
        if (at < 0) {
            return Optional.empty();
        }
        Matcher session = SESSION.matcher(userId).region(at, userId.length());
        return session.find() ? Optional.of(session.group(1)) : Optional.empty();
    }

    private static Optional<SessionName> name(Source source, Optional<String> text) {
        return text.filter(SessionName::fits).map(fitting -> new SessionName(source, fitting));
    }
}
