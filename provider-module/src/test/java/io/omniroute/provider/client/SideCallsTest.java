package io.omniroute.provider.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.FailureKind;
import io.omniroute.provider.chat.GatewayException;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.junit.jupiter.api.Test;

class SideCallsTest {
    @Test
    void onlyAVendorThatCannotBeReachedIsToBeTriedAgain() throws Exception {
        Class<?>[] retried = SideCalls.class
                .getMethod("open", UpstreamCall.class)
                .getAnnotation(Retry.class)
                .retryOn();
        assertThat(retried).containsExactly(UnreachableException.class);
        assertThat(failing(FailureKind.UPSTREAM_UNREACHABLE)).isInstanceOf(UnreachableException.class);
        assertThat(failing(FailureKind.UPSTREAM_TIMEOUT)).isNotInstanceOf(UnreachableException.class);
        assertThat(failing(FailureKind.CANCELLED)).isNotInstanceOf(UnreachableException.class);
    }

    private static GatewayException failing(FailureKind kind) {
        Failure failure = Failure.of(kind, "no");
        SideCalls calls = new SideCalls(call -> {
            throw new GatewayException(failure);
        });
        GatewayException thrown = catchThrowableOfType(GatewayException.class, () -> calls.open(null));
        assertThat(thrown.failure()).isSameAs(failure);
        return thrown;
    }
}
