package io.omniroute.routing.affinity;

import java.util.Objects;
import java.util.Optional;

/**
 * What a request says about the conversation it belongs to.
 *
 * @param session a header's or the prompt cache key
 * @param previousResponse OpenAI Responses, {@code previous_response_id}
 */
public record Hints(Optional<String> session, Optional<String> previousResponse) {
    public static final Hints NONE = new Hints(Optional.empty(), Optional.empty());

    private static final int MAX_LENGTH = 256;

    /** Longer ones are left out: they would fill the memory. */
    public Hints {
        Objects.requireNonNull(session, "session");
        Objects.requireNonNull(previousResponse, "previousResponse");
        session = session.filter(Hints::fits);
        previousResponse = previousResponse.filter(Hints::fits);
    }

    private static boolean fits(String text) {
        return !text.isBlank() && text.length() <= MAX_LENGTH;
    }
}
