package io.omniroute.provider.wire.gemini.generate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.provider.chat.ChatEvent;
import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.Usage;
import io.omniroute.provider.wire.Json;
import io.omniroute.provider.wire.ReplyContext;
import io.omniroute.provider.wire.StreamEncoder;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Writes a reply as fragments, one part each. The finish reasons wait for the end of the stream, because usage may come
 * behind them and Gemini's last fragment has both.
 */
final class GeminiStreamEncoder implements StreamEncoder {
    private final ReplyContext context;
    private final StreamFraming framing;
    private final Map<Integer, CandidateStream> candidates = new TreeMap<>();
    private ReplyHead head;
    private Usage usage = Usage.NONE;

    GeminiStreamEncoder(ReplyContext context) {
        this.context = context;
        this.framing = new StreamFraming(context.envelope().jsonArray());
        this.head = ReplyHead.of("", "", context);
    }

    @Override
    public void encode(ChatEvent event, OutputStream out) throws IOException {
        switch (event) {
            case ChatEvent.Started e -> head = ReplyHead.of(e.id(), e.model(), context);
            case ChatEvent.TextDelta e ->
                write(e.choice(), candidate(e.choice()).text(e.text()), out);
            case ChatEvent.RefusalDelta e ->
                write(e.choice(), candidate(e.choice()).refusal(e.text()), out);
            case ChatEvent.ThinkingDelta e ->
                write(e.choice(), candidate(e.choice()).thought(e.text()), out);
            case ChatEvent.ThinkingSigned e ->
                write(e.choice(), Optional.of(candidate(e.choice()).signed(e)), out);
            case ChatEvent.ToolCallStarted e -> candidate(e.choice()).callStarted(e);
            case ChatEvent.ToolArguments e -> candidate(e.choice()).arguments(e);
            case ChatEvent.ToolCallEnded e ->
                write(e.choice(), candidate(e.choice()).callEnded(e.index()), out);
            case ChatEvent.MediaProduced e ->
                write(e.choice(), candidate(e.choice()).media(e.media()), out);
            case ChatEvent.Finished e -> write(e.choice(), candidate(e.choice()).finished(e.reason()), out);
            case ChatEvent.UsageReported e -> usage = e.usage();
            case ChatEvent.Failed e -> throw new IllegalArgumentException("a failure is written by fail()");
        }
    }

    @Override
    public void end(OutputStream out) throws IOException {
        candidate(0);
        ObjectNode last = Json.object();
        ArrayNode ended = last.putArray("candidates");
        for (Map.Entry<Integer, CandidateStream> entry : candidates.entrySet()) {
            ObjectNode candidate = ReplyHead.candidate(parts(ReplyParts.text("")), entry.getKey());
            ended.add(candidate.put("finishReason", entry.getValue().finishWord()));
        }
        last.set("usageMetadata", UsageMetadata.write(usage));
        framing.write(head.closing(last), out);
        framing.close(out);
    }

    @Override
    public void fail(Failure failure, OutputStream out) throws IOException {
        framing.write(GeminiErrorWriter.write(failure, context.requestId()), out);
        framing.close(out);
    }

    @Override
    public byte[] keepAlive() {
        return framing.keepAlive();
    }

    private CandidateStream candidate(int choice) {
        return candidates.computeIfAbsent(choice, ignored -> new CandidateStream());
    }

    private void write(int choice, Optional<ObjectNode> part, OutputStream out) throws IOException {
        if (part.isPresent()) {
            write(choice, List.of(part.get()), out);
        }
    }

    private void write(int choice, List<ObjectNode> parts, OutputStream out) throws IOException {
        for (ObjectNode part : parts) {
            ObjectNode fragment = Json.object();
            fragment.putArray("candidates").add(ReplyHead.candidate(parts(part), choice));
            framing.write(head.closing(fragment), out);
        }
    }

    private static ArrayNode parts(ObjectNode part) {
        return Json.MAPPER.createArrayNode().add(part);
    }
}
