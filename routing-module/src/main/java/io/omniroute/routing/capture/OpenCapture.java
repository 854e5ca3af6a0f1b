package io.omniroute.routing.capture;

import io.omniroute.provider.store.Secret;
import io.omniroute.provider.wire.ResponseHeaders;
import io.omniroute.routing.access.ApiKeyId;
import io.omniroute.routing.capture.CapturedPart.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What passes of one call, taken down. Of several attempts the last is kept. Thread-safe: the head of an answer may be
 * committed by another thread than the call's.
 */
public final class OpenCapture {
    private final UUID call;
    private final Instant time;
    private final ApiKeyId key;
    private final int limit;
    private final MemoryBudget budget;
    private final Map<Kind, Piece> pieces = new EnumMap<>(Kind.class);
    private final Set<Secret> secrets = new HashSet<>();

    /** @param same whether the body is that of the client's request */
    record Piece(Optional<Integer> status, Map<String, String> headers, CaptureBuffer body, boolean same) {}

    OpenCapture(UUID call, Instant time, ApiKeyId key, int limit, MemoryBudget budget) {
        this.call = call;
        this.time = time;
        this.key = key;
        this.limit = limit;
        this.budget = budget;
    }

    /** A credential that this call carries; wherever it shows, it is taken out. */
    public synchronized void knows(Secret secret) {
        secrets.add(secret);
    }

    public void clientRequest(Map<String, String> headers, byte[] body) {
        put(Kind.CLIENT_REQUEST, new Piece(Optional.empty(), CapturedHeaders.kept(headers::forEach), buffer(), false))
                .take(body, 0, body.length);
    }

    /** An attempt begins. @param same whether the client's body goes out as it is */
    public void vendorRequest(Map<String, String> headers, byte[] body, boolean same) {
        drop(Kind.VENDOR_ANSWER);
        CaptureBuffer kept = put(
                Kind.VENDOR_REQUEST,
                new Piece(Optional.empty(), CapturedHeaders.kept(headers::forEach), buffer(), same));
        kept.take(body, 0, same ? 0 : body.length);
    }

    /** @return takes the body */
    public CaptureBuffer vendorAnswer(int status, ResponseHeaders headers) {
        return put(
                Kind.VENDOR_ANSWER,
                new Piece(Optional.of(status), CapturedHeaders.kept(headers::forEach), buffer(), false));
    }

    /** @return takes the body */
    public CaptureBuffer clientAnswer(int status, Map<String, String> headers) {
        return put(
                Kind.CLIENT_ANSWER,
                new Piece(Optional.of(status), CapturedHeaders.kept(headers::forEach), buffer(), false));
    }

    /** Whether memory ran out under way. */
    synchronized boolean isAbandoned() {
        return pieces.values().stream().anyMatch(piece -> piece.body().isAbandoned());
    }

    synchronized void release() {
        pieces.values().forEach(piece -> piece.body().release());
    }

    ApiKeyId key() {
        return key;
    }

    /** Redacts it, which takes a while. */
    synchronized CapturedCall toKeep() {
        Redactor redactor = new Redactor(secrets.stream().map(Secret::reveal).toList());
        List<CapturedPart> parts = new ArrayList<>(pieces.size());
        pieces.forEach((kind, piece) -> parts.add(part(kind, piece, redactor)));
        return new CapturedCall(call, time, key.value(), parts);
    }

    private CapturedPart part(Kind kind, Piece piece, Redactor redactor) {
        Optional<Kind> same = sameAs(kind, piece);
        CaptureBuffer buffer = same.map(pieces::get).orElse(piece).body();
        byte[] bytes = buffer.bytes();
        String whole = redactor.redact(bytes, bytes.length < buffer.total());
        boolean truncated = bytes.length < buffer.total() || whole.length() > limit;
        // the notes may be longer than what they replace
        String text = wellFormed(whole.length() > limit ? whole.substring(0, limit) : whole);
        String body = truncated ? text + "[cut: " + bytes.length + " of " + buffer.total() + " bytes]" : text;
        Map<String, String> headers = new TreeMap<>(piece.headers());
        headers.replaceAll((name, value) -> redactor.redact(value));
        return new CapturedPart(
                kind, piece.status(), headers, buffer.total(), truncated, same, same.isPresent() ? "" : body);
    }

    /** Half of a pair of surrogates, from an escape or a cut, is no character that could be stored. */
    private static String wellFormed(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private Optional<Kind> sameAs(Kind kind, Piece piece) {
        if (piece.same()) {
            return Optional.of(Kind.CLIENT_REQUEST);
        }
        boolean passedOn = kind == Kind.CLIENT_ANSWER
                && pieces.containsKey(Kind.VENDOR_ANSWER)
                && piece.body().holdsTheSameAs(pieces.get(Kind.VENDOR_ANSWER).body());
        return passedOn ? Optional.of(Kind.VENDOR_ANSWER) : Optional.empty();
    }

    private synchronized CaptureBuffer put(Kind kind, Piece piece) {
        drop(kind);
        pieces.put(kind, piece);
        return piece.body();
    }

    private synchronized void drop(Kind kind) {
        Piece earlier = pieces.remove(kind);
        if (earlier != null) {
            earlier.body().release();
        }
    }

    private CaptureBuffer buffer() {
        return new CaptureBuffer(limit, budget);
    }
}
