package io.omniroute.routing.cache.semantic;

import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.provider.wire.WireFormat;
import io.omniroute.routing.cache.RequestDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A request as what must be equal and what may be said in other words.
 *
 * @param partition a digest of all but the words of the last user text: whose call it is, every other field of the body, and
 *     what stands out in that text, such as numbers and negations
 * @param text the last user text
 * @param words see {@link Wording#words}; not copied, nobody may change them
 */
public record Question(String partition, String text, int[] words) {
    public Question {
        Objects.requireNonNull(partition, "partition");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(words, "words");
    }

    /**
     * Empty for a request whose end is not a text of a few words by the user.
     *
     * @param context as in {@link RequestDigest#of}
     * @param body is changed: afterwards it lacks that text
     */
    public static Optional<Question> of(WireFormat format, List<String> context, JsonNode body) {
        return LastUserText.in(format, body).flatMap(last -> {
            String text = last.text();
            return Wording.of(text).map(wording -> {
                last.blank();
                List<String> equal = new ArrayList<>(context);
                equal.add("marks " + wording.marks().size());
                equal.addAll(wording.marks());
                return new Question(RequestDigest.of(equal, body), text, wording.words());
            });
        });
    }

    public Embedded embedded(float[] vector) {
        return new Embedded(partition, words, vector);
    }
}
