package io.omniroute.routing.gateway;

import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.Usage;
import io.omniroute.provider.wire.WireFormat;
import io.omniroute.routing.access.ApiKey;
import io.omniroute.routing.admission.CallPermit;
import io.omniroute.routing.capture.OpenCapture;
import io.omniroute.routing.resolution.Target;
import io.omniroute.routing.session.SessionName;
import io.omniroute.routing.telemetry.Phase;
import io.omniroute.routing.telemetry.Timeline;
import io.omniroute.routing.usage.Attempt;
import io.omniroute.routing.usage.UsageRecord;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** What happened to one call, gathered while it runs. Confined to the thread of the call. */
final class CallTrace {
    final UUID id;
    final String requestId;
    final WireFormat clientFormat;
    final Instant startedAt;
    final long startNanos = System.nanoTime();
    final Timeline timeline = new Timeline(startNanos);
    final List<Attempt> attempts = new ArrayList<>(1);
    final List<CallPermit> permits = new ArrayList<>(2);
    /** Providers that were asked and failed, each as often as it did. */
    final List<String> failed = new ArrayList<>(0);
    /** Providers whose turn it was and that were not asked. */
    final List<String> passedOver = new ArrayList<>(0);

    Optional<ApiKey> key = Optional.empty();
    String requestedModel = "";
    Optional<String> combo = Optional.empty();
    boolean streamed;
    long requestBytes;
    long requestTokens;
    Optional<Target> target = Optional.empty();
    Usage usage = Usage.NONE;
    /** Fields that the vendor who served was not told. */
    List<String> losses = List.of();

    int status = 200;
    Optional<String> error = Optional.empty();
    OptionalLong firstByteMillis = OptionalLong.empty();
    long responseBytes;
    UsageRecord.Source source = UsageRecord.Source.VENDOR;
    BigDecimal savedUsd = BigDecimal.ZERO;
    BigDecimal costUsd = BigDecimal.ZERO;
    Optional<ReplyRecorder> recorder = Optional.empty();
    Optional<SessionName> session = Optional.empty();
    Optional<OpenCapture> capture = Optional.empty();
    private long attemptNanos;
    /** Whether the attempt under way has gone to its vendor. */
    private boolean asked;

    private boolean settled;

    CallTrace(String requestId, WireFormat clientFormat, Instant startedAt) {
        this.requestId = requestId;
        this.clientFormat = clientFormat;
        this.startedAt = startedAt;
        this.id = CallIds.next(startedAt);
    }

    void attemptBegins(Target tried) {
        target = Optional.of(tried);
        timeline.enter(Phase.CONNECT);
        asked = false;
        attemptNanos = System.nanoTime();
    }

    /**
     * @param lost fields that the vendor was not told
     * @return milliseconds since the attempt began
     */
    long attemptServes(int vendorStatus, List<String> lost) {
        losses = lost;
        Attempt served = attempt(vendorStatus, Optional.empty());
        attempts.add(served);
        return served.millis();
    }

    /** The request of the attempt is written and leaves. */
    void asks() {
        asked = true;
    }

    /** The request did not leave after all. */
    void isHeldBack() {
        asked = false;
        passedOver.add(target.orElseThrow().provider().id().value());
    }

    void attemptFails(Failure failure) {
        if (asked) {
            failed.add(target.orElseThrow().provider().id().value());
        }
        endsInVain(failure);
    }

    void targetPassedOver(Failure reason) {
        passedOver.add(target.orElseThrow().provider().id().value());
        endsInVain(reason);
    }

    private void endsInVain(Failure failure) {
        attempts.add(attempt(failure.status(), Optional.of(failure.kind() + ": " + failure.message())));
    }

    /** Before the vendor counted them. */
    long estimatedTokens() {
        return requestTokens;
    }

    void fails(Failure failure) {
        status = failure.status();
        error = Optional.of(failure.kind() + ": " + failure.message());
    }

    /** Times the first byte that carries something, by the system's nano clock. */
    void firstByteAt(long nanos) {
        if (firstByteMillis.isEmpty()) {
            firstByteMillis = OptionalLong.of((nanos - startNanos) / 1_000_000);
        }
    }

    long elapsedMillis() {
        return (System.nanoTime() - startNanos) / 1_000_000;
    }

    /** True the first time only: a call is charged once. */
    boolean claimSettlement() {
        boolean first = !settled;
        settled = true;
        return first;
    }

    private Attempt attempt(int vendorStatus, Optional<String> reason) {
        Target tried = target.orElseThrow();
        return new Attempt(
                tried.provider().id().value(),
                tried.model().id(),
                tried.connection().map(connection -> connection.id().value()),
                vendorStatus,
                reason,
                (System.nanoTime() - attemptNanos) / 1_000_000,
                Optional.of(asked));
    }
}
