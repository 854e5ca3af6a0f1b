package io.omniroute.routing.gateway;

import io.omniroute.provider.client.Cancellation;
import io.omniroute.routing.operations.CallMetrics;
import io.omniroute.routing.resolution.Target;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Looks over all running calls several times a second: fills silence on streams, and cancels calls whose client has left,
 * well within a second of its leaving. One platform thread for all of them; a call costs it nothing but an entry in a set.
 */
@ApplicationScoped
public class CallWatch {
    private static final Logger LOG = System.getLogger(CallWatch.class.getName());
    private static final long TICK_MILLIS = 200;
    /**
     * Who was written to a moment ago need not be looked for: the next writes tell. That spares most calls the kernel's table,
     * which costs microseconds for each connection of the machine.
     */
    private static final long MIN_SILENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

    private final CallMetrics metrics;
    private final ClientPresence presence;
    private final Set<Watched> calls = ConcurrentHashMap.newKeySet();
    private final LongAdder openStreams = new LongAdder();
    private final ScheduledExecutorService clock;

    @Inject
    public CallWatch(CallMetrics metrics) {
        this.metrics = metrics;
        this.presence = new ClientPresence();
        this.clock = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("omniroute-call-watch").factory());
        clock.scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    protected CallWatch() { // for the CDI proxy
        this.metrics = null;
        this.presence = null;
        this.clock = null;
    }

    @PreDestroy
    void stop() {
        clock.shutdownNow();
    }

    /** Watches a call that is answered whole, until the result is ended. */
    Watched watch(ClientSocket socket, Cancellation cancellation) {
        return add(new Watched(socket, cancellation, Optional.empty(), Duration.ZERO));
    }

    /** Watches a streamed call, until the result is ended. @param keepAlive zero for never */
    Watched watch(ClientSocket socket, Cancellation cancellation, ClientStream stream, Duration keepAlive) {
        return add(new Watched(socket, cancellation, Optional.of(stream), keepAlive));
    }

    /** Streamed answers of vendors that are under way. */
    public long openStreams() {
        return openStreams.sum();
    }

    void streamOpened(Target target) {
        openStreams.increment();
        metrics.streamOpened(target.provider().id().value(), target.model().id());
    }

    void streamClosed(Target target) {
        openStreams.decrement();
        metrics.streamClosed(target.provider().id().value(), target.model().id());
    }

    private Watched add(Watched call) {
        calls.add(call);
        return call;
    }

    private void tick() {
        try {
            long now = System.nanoTime();
            List<Watched> silent = new ArrayList<>();
            for (Watched call : calls) {
                if (call.socket.hasReset().getAsBoolean()) {
                    call.cancel();
                } else if (call.silentNanos(now) > MIN_SILENCE_NANOS) {
                    silent.add(call);
                }
                call.fillSilence(now);
                call.reportProgress(now);
            }
            thoseWhoLeft(thoseWhoLeft(silent)).forEach(Watched::cancel);
        } catch (RuntimeException e) { // the edge of the thread: an exception would end the schedule
            LOG.log(Level.WARNING, "The call watch stumbled", e);
        }
    }

    /**
     * Asked twice: the kernel hands the table out in pieces, and a connection closed meanwhile can hide its neighbour.
     *
     * @param candidates calls that began before the table is read: a younger one's connection may not be in it
     */
    private List<Watched> thoseWhoLeft(List<Watched> candidates) {
        if (candidates.isEmpty()) {
            return candidates;
        }
        presence.refresh();
        return candidates.stream().filter(call -> presence.hasLeft(call.socket)).toList();
    }

    /** A call under watch, until {@link #end}. */
    final class Watched {
        private final ClientSocket socket;
        private final Cancellation cancellation;
        private final Optional<ClientStream> stream;
        private final long keepAliveNanos;
        private final long sinceNanos = System.nanoTime();

        private Watched(
                ClientSocket socket, Cancellation cancellation, Optional<ClientStream> stream, Duration keepAlive) {
            this.socket = socket;
            this.cancellation = cancellation;
            this.stream = stream;
            this.keepAliveNanos = keepAlive.toNanos();
        }

        /** How long ago the client last heard something; that counts from the beginning when it never did. */
        private long silentNanos(long now) {
            return stream.isPresent() ? stream.get().silentNanos(now) : now - sinceNanos;
        }

        private void fillSilence(long now) {
            if (keepAliveNanos > 0 && stream.isPresent() && stream.get().silentNanos(now) >= keepAliveNanos) {
                ClientStream silent = stream.get();
                Thread.ofVirtual().name("omniroute-keep-alive").start(() -> silent.fillSilence(keepAliveNanos));
            }
        }

        private void reportProgress(long now) {
            if (stream.isPresent() && stream.get().owesProgress(now)) {
                Thread.ofVirtual().name("omniroute-progress").start(stream.get()::reportProgress);
            }
        }

        private void cancel() {
            cancellation.cancel();
        }

        void end() {
            calls.remove(this);
        }
    }
}
