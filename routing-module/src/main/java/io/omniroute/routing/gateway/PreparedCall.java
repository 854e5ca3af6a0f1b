package io.omniroute.routing.gateway;

import io.omniroute.provider.catalog.Quirks;
import io.omniroute.provider.chat.ChatRequest;
import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.GatewayException;
import io.omniroute.provider.client.Cancellation;
import io.omniroute.provider.client.UpstreamCall;
import io.omniroute.provider.codec.Codecs;
import io.omniroute.provider.wire.ClientCodec;
import io.omniroute.provider.wire.Envelope;
import io.omniroute.provider.wire.Losses;
import io.omniroute.provider.wire.ReplyContext;
import io.omniroute.provider.wire.ToolNames;
import io.omniroute.provider.wire.UpstreamCodec;
import io.omniroute.provider.wire.UpstreamRequest;
import io.omniroute.provider.wire.WireFormat;
import io.omniroute.provider.wire.WireTarget;
import io.omniroute.provider.wire.gemini.generate.GeminiClientCodec;
import io.omniroute.routing.admission.OutputWish;
import io.omniroute.routing.resolution.Target;
import io.omniroute.routing.shaping.Shaper;
import io.omniroute.routing.shaping.Splice;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A call's body, ready to be written for any target: spliced where the formats are the same, else read once into the
 * canonical model and written anew. Confined to the thread of the call.
 */
final class PreparedCall {
    private final ClientCall call;
    private final CallTrace trace;
    private final byte[] body;
    private final BodyScan scan;
    private final Codecs codecs;
    private final Shaper shaper;
    private final Losses readLosses = new Losses();
    private ChatRequest canonical;

    PreparedCall(ClientCall call, CallTrace trace, byte[] body, Codecs codecs, Shaper shaper) {
        this.call = call;
        this.trace = trace;
        this.body = body;
        this.scan = call.pathEnvelope()
                .map(envelope -> EnvelopeScanner.scan(body, envelope))
                .orElseGet(() -> EnvelopeScanner.scan(body));
        this.codecs = codecs;
        this.shaper = shaper;
    }

    /** As it came; not to be changed. */
    byte[] body() {
        return body;
    }

    /** OpenAI, {@code prompt_cache_key}. */
    Optional<String> promptCacheKey() {
        return scan.promptCacheKey();
    }

    /** OpenAI Responses, {@code previous_response_id}. */
    Optional<String> previousResponseId() {
        return scan.previousResponseId();
    }

    /** Anthropic, {@code metadata.user_id}. */
    Optional<String> userId() {
        return scan.userId();
    }

    /** The same for all calls of a conversation, and seldom for others. */
    Optional<String> conversationPrint() {
        return scan.print().of(envelope().model());
    }

    Envelope envelope() {
        return scan.envelope();
    }

    OutputWish output() {
        return scan.output();
    }

    /** As the client sets it. */
    OptionalDouble temperature() {
        return scan.temperature();
    }

    ClientCodec clientCodec() {
        return codecs.client(call.format());
    }

    /** A request for one target, and how to read what comes back. */
    record Written(
            Target target, UpstreamCall upstream, UpstreamRequest request, boolean passThrough, List<String> losses) {}

    /** @throws GatewayException BAD_REQUEST for a body that cannot be translated, or would lose something in strict mode */
    Written writeFor(Target target, Cancellation cancellation) {
        String path = envelope().stream()
                ? target.provider().endpoints().stream()
                : target.provider().endpoints().chat();
        if (passes(target)) {
            List<Splice> splices = call.format() == WireFormat.OPENAI_CHAT
                    ? scan.splicesFor(target.model().id())
                    : scan.modelSplice(target.model().id());
            byte[] spliced = shaper.shape(
                    Splice.apply(body, splices), wireTarget(target), codecs.upstream(call.format()), this::canonical);
            UpstreamCall upstream = UpstreamCalls.post(
                    target, path, spliced, TravellingHeaders.ofRequest(call.headers()), cancellation);
            return new Written(
                    target, upstream, new UpstreamRequest(spliced, Map.of(), new ToolNames()), true, List.of());
        }
        return translated(target, path, cancellation);
    }

    /** Same format, and nothing in the body that only this gateway understands. */
    private boolean passes(Target target) {
        return target.provider().format() == call.format()
                && (call.format() != WireFormat.GEMINI || !GeminiClientCodec.holdsForeignSignatures(body));
    }

    ChatRequest canonical() {
        if (canonical == null) {
            canonical = clientCodec().readRequest(body, envelope(), readLosses);
        }
        return canonical;
    }

    ReplyContext replyContext() {
        return new ReplyContext(call.requestId(), trace.startedAt, envelope(), canonical());
    }

    private static WireTarget wireTarget(Target target) {
        return new WireTarget(
                target.model().id(),
                target.model().maxOutputTokens(),
                target.model().reasoning(),
                Quirks.of(target.provider(), target.model().id()));
    }

    private Written translated(Target target, String path, Cancellation cancellation) {
        WireTarget wireTarget = wireTarget(target);
        ChatRequest request = shaper.shape(canonical(), wireTarget);
        UpstreamCodec codec = codecs.upstream(target.provider().format());
        Losses losses = new Losses();
        readLosses.fields().forEach(losses::add);
        UpstreamRequest written = codec.writeRequest(request, wireTarget, losses);
        if (call.isStrict() && !losses.isEmpty()) {
            throw new GatewayException(Failure.badRequest(
                    losses.fields().get(0),
                    "Strict mode: '" + target.modelName() + "' speaks "
                            + target.provider().format().label() + ", which cannot carry "
                            + String.join(", ", losses.fields()) + "."));
        }
        UpstreamCall upstream =
                UpstreamCalls.post(target, path, written.body(), new HashMap<>(written.headers()), cancellation);
        return new Written(target, upstream, written, false, losses.fields());
    }
}
