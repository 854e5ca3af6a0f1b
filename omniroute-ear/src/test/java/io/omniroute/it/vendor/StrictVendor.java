package io.omniroute.it.vendor;

import io.omniroute.it.conversation.Reply;
import io.omniroute.it.conversation.Seen;
import io.omniroute.testkit.Answer;
import io.omniroute.testkit.RecordedRequest;
import io.omniroute.testkit.ScriptedVendor;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A vendor on loopback that checks every request by its format's rules before it plays its part. One caller at a time. */
public final class StrictVendor implements AutoCloseable {
    /** The account key every vendor of the tests wants to see. */
    public static final String KEY = "vendor-key-4711-which-must-never-be-seen";

    private final Voice voice;
    private final ScriptedVendor server;
    private final BlockingQueue<Seen> seen = new LinkedBlockingQueue<>();
    private volatile Part part = (request, speaker) -> Answer.of(500, "text/plain", "no part was given");

    /** What to answer to a request that keeps the rules. */
    public interface Part {
        Answer play(Seen request, Voice voice);
    }

    public StrictVendor(Voice voice) {
        this.voice = voice;
        this.server = ScriptedVendor.start(this::answer);
    }

    public Voice voice() {
        return voice;
    }

    public ScriptedVendor server() {
        return server;
    }

    /** What the vendor's own SDK would be given as base URL. */
    public String baseUrl() {
        return voice.format().startsWith("openai") ? server.origin() + "/v1" : server.origin();
    }

    public void plays(Part next) {
        seen.clear();
        part = next;
    }

    /** Answers whole or streamed, as asked. */
    public void says(Reply reply) {
        plays((request, speaker) -> request.stream
                ? Answer.sse(speaker.events(reply, request).toArray(String[]::new))
                : Answer.json(speaker.whole(reply, request)));
    }

    /** Streams every byte on its own, so that all characters of more than one byte are cut. */
    public void saysByteByByte(Reply reply) {
        plays((request, speaker) -> Answer.sse(speaker.events(reply, request).toArray(String[]::new))
                .framed(Answer.Framing.BYTE_BY_BYTE));
    }

    public void refuses(int status, String message) {
        plays((request, speaker) -> Answer.of(status, "application/json", speaker.error(status, message))
                .header("Retry-After", "7"));
    }

    /** Streams the first piece of text, then an error event. */
    public void breaksAfterText(Reply reply, String message) {
        plays((request, speaker) -> {
            Answer answer = Answer.sse();
            for (String event : speaker.eventsUntilText(reply, request)) {
                answer = answer.chunk(event);
            }
            return answer.chunk(speaker.errorEvent(message));
        });
    }

    /** The next request that kept the rules. */
    public Seen saw() {
        try {
            return Optional.ofNullable(seen.poll(10, TimeUnit.SECONDS))
                    .orElseThrow(() -> new AssertionError("no request reached the vendor"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        server.close();
    }

    private Answer answer(RecordedRequest request) {
        Optional<String> violation = violation(request);
        if (violation.isPresent()) {
            return Answer.of(400, "application/json", voice.error(400, violation.get()));
        }
        Seen understood = voice.read(request);
        seen.add(understood);
        return part.play(understood, voice);
    }

    private Optional<String> violation(RecordedRequest request) {
        List<String> encodings = request.headers().getOrDefault("accept-encoding", List.of("identity"));
        if (!encodings.equals(List.of("identity"))) {
            return Optional.of("this vendor would compress: " + encodings);
        }
        if (!new String(request.body(), StandardCharsets.UTF_8).startsWith("{")) {
            return Optional.of("We could not parse the JSON body of your request.");
        }
        return voice.violation(request);
    }
}
