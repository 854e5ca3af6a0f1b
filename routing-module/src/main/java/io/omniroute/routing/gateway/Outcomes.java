package io.omniroute.routing.gateway;

import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.GatewayException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** How the attempts of one call went while none has served. Confined to the thread of the call. */
final class Outcomes {
    /** What may be different in a moment. */
    private static final Set<Integer> PASSING = Set.of(408, 429, 500, 502, 503, 504, 529);

    private Optional<GatewayException> best = Optional.empty();
    private Optional<Failure> soonest = Optional.empty();
    private Optional<Failure> last = Optional.empty();
    private int failures;

    /** How many targets were called in vain. */
    int failures() {
        return failures;
    }

    /** @throws GatewayException the failure itself, when no other target would fare better */
    void failed(GatewayException e) {
        if (!e.failure().kind().retryable()) {
            throw e;
        }
        last = Optional.of(e.failure());
        noteWait(e.failure());
        if (best.isEmpty() || worth(e.failure()) >= worth(best.get().failure())) {
            best = Optional.of(e);
        }
        failures++;
    }

    void passedOver(Failure reason) {
        last = Optional.empty();
        noteWait(reason);
    }

    /** Whether the same target may do better after a short wait: not when it was passed over, and not when it asks for a longer one. */
    boolean lastMayPass(Duration wait) {
        return last.filter(failure -> PASSING.contains(failure.status()))
                .filter(failure -> switch (failure.kind()) {
                    case RATE_LIMITED, OVERLOADED, UPSTREAM_ERROR, UPSTREAM_TIMEOUT, UPSTREAM_UNREACHABLE -> true;
                    case UPSTREAM_GARBLED, PROXY_FAILED -> true;
                    case UPSTREAM_AUTH, UPSTREAM_QUOTA, MODEL_NOT_FOUND -> false;
                    case BAD_REQUEST, UNAUTHENTICATED, FORBIDDEN, NOT_FOUND, TOO_LARGE, LIMITED -> false;
                    case UPSTREAM_REJECTED, UNAVAILABLE, CANCELLED, INTERNAL -> false;
                })
                .filter(failure -> failure.retryAfter()
                        .filter(asked -> asked.compareTo(wait) > 0)
                        .isEmpty())
                .isPresent();
    }

    /**
     * What the caller is told: of the vendors' words the most useful one, the last of several; when none was asked, who is
     * free again first. Either way with the earliest moment at which it may go better, where one is known.
     */
    GatewayException toThrow() {
        if (best.isEmpty()) {
            return new GatewayException(soonest.orElseThrow());
        }
        Failure told = best.get().failure();
        Optional<Duration> earliest = soonest.flatMap(Failure::retryAfter);
        if (earliest.equals(told.retryAfter())) {
            return best.get();
        }
        Failure timed = new Failure(
                told.kind(), told.status(), told.message(), told.code(), told.param(), earliest.or(told::retryAfter));
        return best.get() instanceof VendorReplies.VendorErrorException vendor
                ? new VendorReplies.VendorErrorException(timed, vendor.body())
                : new GatewayException(timed, best.get());
    }

    private void noteWait(Failure reason) {
        if (soonest.isEmpty() || wait(reason).compareTo(wait(soonest.get())) < 0) {
            soonest = Optional.of(reason);
        }
    }

    private static Duration wait(Failure reason) {
        return reason.retryAfter().orElse(Duration.ofSeconds(Long.MAX_VALUE));
    }

    /** That a caller should come back later says more than that something broke, and that more than a mistake in our set-up. */
    private static int worth(Failure failure) {
        return switch (failure.kind()) {
            case RATE_LIMITED, UPSTREAM_QUOTA, OVERLOADED -> 3;
            case UPSTREAM_TIMEOUT, UPSTREAM_ERROR, UPSTREAM_UNREACHABLE, UPSTREAM_GARBLED -> 2;
            case MODEL_NOT_FOUND, UPSTREAM_AUTH, PROXY_FAILED -> 1;
            case BAD_REQUEST, UNAUTHENTICATED, FORBIDDEN, NOT_FOUND, TOO_LARGE, LIMITED -> 0;
            case UPSTREAM_REJECTED, UNAVAILABLE, CANCELLED, INTERNAL -> 0;
        };
    }
}
