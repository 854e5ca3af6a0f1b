package io.omniroute.routing.gateway;

import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.FailureKind;
import io.omniroute.provider.chat.GatewayException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Counts the calls that are running, and shuts the door for new ones when the gateway stops. Thread-safe. */
@ApplicationScoped
public class DrainGate {
    private final Phaser running = new Phaser(1);
    private volatile boolean draining;

    /** @throws GatewayException UNAVAILABLE when the gateway is stopping */
    public void enter() {
        running.register();
        if (draining) {
            running.arriveAndDeregister();
            throw new GatewayException(Failure.of(
                    FailureKind.UNAVAILABLE, "The gateway is stopping; send the call to another node.", "draining"));
        }
    }

    public void leave() {
        running.arriveAndDeregister();
    }

    public int runningCalls() {
        return running.getRegisteredParties() - 1;
    }

    /** Refuses new calls and waits for the running ones. @return whether all of them ended in time */
    public boolean drain(Duration patience) {
        draining = true;
        int phase = running.arrive();
        try {
            running.awaitAdvanceInterruptibly(phase, patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
