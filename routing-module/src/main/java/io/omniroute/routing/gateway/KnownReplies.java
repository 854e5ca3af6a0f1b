package io.omniroute.routing.gateway;

import io.omniroute.provider.catalog.ModelDescriptor;
import io.omniroute.routing.answer.RecordedAnswer;
import io.omniroute.routing.answer.RecordedAnswer.Shape;
import io.omniroute.routing.resolution.Target;
import io.omniroute.routing.telemetry.Phase;
import io.omniroute.routing.usage.UsageRecord;
import java.util.Map;
import java.util.Optional;

/** Sends recorded answers, and settles their calls: they used nothing and cost nothing. */
final class KnownReplies {
    private final Renderings renderings;
    private final Settlement settlement;

    KnownReplies(Renderings renderings, Settlement settlement) {
        this.renderings = renderings;
        this.settlement = settlement;
    }

    /** Whether the answer can be told in the shape that this call wants. */
    boolean canTell(RecordedAnswer answer, Exchange exchange, PreparedCall prepared) {
        Shape shape = Renderings.wanted(exchange.call().format(), prepared.envelope());
        return renderings.render(answer, shape, prepared).isPresent();
    }

    /**
     * @param marks headers that say where the answer is from
     * @return false when the answer cannot be told in the shape that this call wants; nothing was sent then
     */
    boolean send(
            Exchange exchange,
            PreparedCall prepared,
            RecordedAnswer answer,
            UsageRecord.Source source,
            Map<String, String> marks) {
        Shape shape = Renderings.wanted(exchange.call().format(), prepared.envelope());
        Optional<byte[]> body = renderings.render(answer, shape, prepared);
        body.ifPresent(bytes -> {
            settle(exchange, answer, source, bytes);
            Map<String, String> headers = headers(exchange, answer, shape);
            headers.putAll(marks);
            settlement.telemetry().reader(exchange.trace()).ifPresent(reader -> reader.read(bytes, 0, bytes.length));
            exchange.trace().timeline.enter(Phase.STREAM);
            long from = System.nanoTime();
            send(exchange, shape, headers, bytes);
            exchange.trace().timeline.waitedForClient(System.nanoTime() - from);
        });
        return body.isPresent();
    }

    private void settle(Exchange exchange, RecordedAnswer answer, UsageRecord.Source source, byte[] body) {
        CallTrace trace = exchange.trace();
        trace.source = source;
        if (source == UsageRecord.Source.CACHE) {
            trace.savedUsd = answer.costUsd();
        }
        trace.target = exchange.snapshot()
                .provider(answer.provider())
                .map(provider -> new Target(provider, ModelDescriptor.unknown(answer.model()), Optional.empty()));
        trace.recorder.ifPresent(recorder -> {
            recorder.write(body, 0, body.length);
            recorder.finish();
        });
        trace.responseBytes = body.length;
        trace.firstByteAt(System.nanoTime());
        settlement.settle(trace, exchange.snapshot());
    }

    private static Map<String, String> headers(Exchange exchange, RecordedAnswer answer, Shape shape) {
        boolean sse = shape == Shape.STREAM || shape == Shape.STREAM_WITH_USAGE;
        Map<String, String> headers =
                ReplyHeaders.early(exchange.trace().requestId, sse ? "text/event-stream" : "application/json");
        headers.put("X-OmniRoute-Provider", answer.provider());
        headers.put("X-OmniRoute-Model", ReplyHeaders.ascii(answer.model()));
        ReplyHeaders.lossy(answer.losses(), headers);
        return headers;
    }

    private static void send(Exchange exchange, Shape shape, Map<String, String> headers, byte[] body) {
        if (shape == Shape.WHOLE) {
            exchange.reply().send(200, headers, body);
            return;
        }
        exchange.reply().stream(headers, out -> {
            out.write(body);
            out.flush();
        });
    }
}
