package io.omniroute.routing.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.provider.client.Cancellation;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LockedRoomTest {
    private static final Duration VERY_LONG = Duration.ofHours(1);

    private final LockedRoom room = new LockedRoom();

    @Test
    void cancellationEndsTheWaiting() {
        Cancellation cancellation = new Cancellation();
        CompletableFuture<Boolean> waiting =
                CompletableFuture.supplyAsync(() -> room.rest(VERY_LONG, cancellation), Thread::startVirtualThread);
        cancellation.cancel();
        assertThat(waiting.join()).isFalse();
    }

    @Test
    void theGatewaysStopEndsTheWaitingForAll() {
        CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(
                () -> room.rest(VERY_LONG, new Cancellation()), Thread::startVirtualThread);
        room.close();
        assertThat(waiting.join()).isFalse();
        assertThat(room.rest(VERY_LONG, new Cancellation())).isFalse();
    }

    @Test
    void timeEndsTheWaitingToo() {
        assertThat(room.rest(Duration.ofMillis(1), new Cancellation())).isTrue();
    }
}
