package io.omniroute.it.fault;

import io.omniroute.it.conversation.Reply;
import io.omniroute.it.conversation.Seen;
import io.omniroute.it.vendor.Voice;
import io.omniroute.testkit.Answer;
import io.omniroute.testkit.Step;
import java.nio.charset.StandardCharsets;

/**
 * What may go wrong at a vendor before anything went out to the client.
 *
 * @param node the kind of node that is called
 * @param status what the client sees
 * @param message a part of the message the client sees
 */
record VendorFault(String name, String node, int status, String message, Script script) {
    /** What the vendor answers. */
    interface Script {
        Answer of(Voice voice, boolean streamed);
    }

    static VendorFault at(String name, String node, int status, String message) {
        return new VendorFault(name, node, status, message, (voice, streamed) -> Answer.silence());
    }

    static VendorFault answering(String name, int status, String message, Answer answer) {
        return new VendorFault(name, "", status, message, (voice, streamed) -> answer);
    }

    /** In the vendor's own words. @param status of the vendor @param seen by the client */
    static VendorFault error(int status, int seen) {
        String words = "Vendor says no " + status + ".";
        return new VendorFault(
                "status " + status,
                "",
                seen,
                words,
                (voice, streamed) -> Answer.of(status, "application/json", voice.error(status, words)));
    }

    /** In the vendor's own words, with a status that says that all is well. */
    static VendorFault errorWith200() {
        return new VendorFault(
                "an error with 200",
                "",
                429,
                "Too fast for us.",
                (voice, streamed) -> Answer.of(200, "application/json", voice.error(429, "Too fast for us.")));
    }

    /** An answer of which only the first half comes. @param end what comes instead of the rest */
    static VendorFault half(String name, Step end) {
        return new VendorFault(name, "", 502, "", (voice, streamed) -> {
            byte[] whole = voice.whole(Reply.text("Half of it, and never the rest."), new Seen())
                    .getBytes(StandardCharsets.UTF_8);
            byte[] first = java.util.Arrays.copyOf(whole, whole.length / 2);
            return new Answer(
                    200,
                    java.util.Map.of(
                            "Content-Type", "application/json", "Content-Length", Integer.toString(whole.length)),
                    Answer.Framing.CONTENT_LENGTH,
                    java.util.List.of(),
                    java.util.List.of(new Step.Write(first), end));
        });
    }
}
