package io.omniroute.it.vendor;

import io.omniroute.it.conversation.Reply;
import io.omniroute.it.conversation.Seen;
import io.omniroute.testkit.RecordedRequest;
import java.util.List;
import java.util.Optional;

/** How vendors of one format talk. Stateless. */
public interface Voice {
    /** The word of the management API. */
    String format();

    /** The first thing in a request that the real vendor would refuse with 400. */
    Optional<String> violation(RecordedRequest request);

    Seen read(RecordedRequest request);

    /** The body of a whole answer. */
    String whole(Reply reply, Seen request);

    /** A stream's events, each with its blank line. */
    List<String> events(Reply reply, Seen request);

    /** The body of an error answer. */
    String error(int status, String message);

    /** The event that ends a stream that went wrong. */
    String errorEvent(String message);

    /** How many of {@link #events} have passed when the first text is out. */
    default List<String> eventsUntilText(Reply reply, Seen request) {
        List<String> all = events(reply, request);
        String piece = Reply.pieces(reply.text()).get(0);
        int at = 0;
        while (!all.get(at).contains(piece)) {
            at++;
        }
        return all.subList(0, at + 1);
    }
}
