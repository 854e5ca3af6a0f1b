package io.omniroute.it.conversation;

import java.util.List;
import java.util.Optional;

/**
 * What a client's SDK made of an answer.
 *
 * @param refusal where the format tells it apart from text
 * @param pieces of text and thought that came one by one; 1 for a whole answer
 * @param original the SDK's own objects, for sending them back
 */
public record Heard(
        String text,
        String thinking,
        Optional<String> refusal,
        List<Call> calls,
        Ending ending,
        Tokens tokens,
        int pieces,
        Object original) {
    public Heard {
        calls = List.copyOf(calls);
    }
}
