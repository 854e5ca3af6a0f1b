package io.omniroute.routing.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.FailureKind;
import io.omniroute.provider.chat.GatewayException;
import io.omniroute.provider.client.Cancellation;
import io.omniroute.routing.admission.CallFacts;
import io.omniroute.routing.admission.CallGuard;
import io.omniroute.routing.admission.CallPermit;
import io.omniroute.routing.resolution.Fixture;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls that a guard makes wait. */
class WaitingCallersTest extends RememberingGateway {
    @Test
    @Timeout(60)
    void aGuardHearsThatTheCallerHasLeftWhileItWaits() {
        guards = List.of(new Queue());
        left = () -> true;
        RecordedReply reply = chat("\"top_p\":1", Fixture.KEY);
        assertThat(vendor.calls).isEmpty();
        assertThat(reply.status).isEqualTo(499);
        assertThat(journal.get(0).error().orElseThrow()).startsWith("CANCELLED");
    }

    /** Nobody's turn ever comes. */
    private static final class Queue implements CallGuard {
        @Override
        public int order() {
            return 1;
        }

        @Override
        public CallPermit admit(CallFacts call) {
            CountDownLatch gone = new CountDownLatch(1);
            Cancellation cancellation = new Cancellation();
            cancellation.onCancel(gone::countDown);
            Runnable end = call.caller().begin(cancellation);
            try {
                if (gone.await(30, TimeUnit.SECONDS)) {
                    throw new GatewayException(Failure.of(FailureKind.CANCELLED, "The caller left."));
                }
                return CallPermit.NONE;
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            } finally {
                end.run();
            }
        }
    }
}
