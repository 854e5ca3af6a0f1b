package io.omniroute.bench;

import java.time.Duration;

/**
 * One way of loading a server.
 *
 * @param concurrent clients, or streams open at once
 * @param everyMillis between two chunks; 0 for whole answers
 * @param restMillis between two whole calls of a client
 */
record Case(String name, int concurrent, int everyMillis, int restMillis, Kind kind) {
    private static final Duration WHOLE = Duration.ofSeconds(4);
    private static final Duration RESTED = Duration.ofSeconds(12);
    private static final int FEW = 20;

    /** What the gateway has to do with a call. */
    enum Kind {
        /** The caller speaks the vendor's format. */
        PLAIN,
        /** The caller speaks another format than the vendor. */
        TRANSLATED,
        /** As plain, with every policy on. */
        GUARDED
    }

    static Case whole(String name, int clients) {
        return new Case(name, clients, 0, 0, Kind.PLAIN);
    }

    /** One client that does nothing most of the time. */
    static Case rested(String name, int restMillis) {
        return new Case(name, 1, 0, restMillis, Kind.PLAIN);
    }

    static Case streams(String name, int count, int everyMillis) {
        return new Case(name, count, everyMillis, 0, Kind.PLAIN);
    }

    Case translating() {
        return new Case(name + ", Anthropic caller", concurrent, everyMillis, restMillis, Kind.TRANSLATED);
    }

    Case guarded() {
        return new Case(name + ", all policies", concurrent, everyMillis, restMillis, Kind.GUARDED);
    }

    /** What the server does besides is more than what a few calls cost. */
    boolean tellsCpu() {
        return restMillis == 0;
    }

    boolean sameLoadAs(Case other) {
        return concurrent == other.concurrent && everyMillis == other.everyMillis && restMillis == other.restMillis;
    }

    boolean streamed() {
        return everyMillis > 0;
    }

    /**
     * Waits until the server is at rest before and after, so that what it does behind a call (the journal's way into the database) is charged to
     * the case that it belongs to.
     *
     * @throws IllegalStateException when a call was not answered with 200, or a stream lacks events
     */
    Result measure(Server server, Endpoint endpoint) {
        long before = server.restingCpuMillis();
        // a few streams are over too soon to measure anything, so each comes several times
        Timings timings = streamed()
                ? Load.streams(endpoint, concurrent, everyMillis, concurrent < FEW ? FEW : 1)
                : Load.whole(endpoint, concurrent, restMillis, restMillis > 0 ? RESTED : WHOLE);
        double cpu = server.restingCpuMillis() - before;
        long units = streamed() ? (long) timings.calls() * Answers.CHUNKS : timings.calls();
        requireComplete(timings);
        return new Result(timings.perSecond(), timings.millis(.5), timings.millis(.99), cpu * 1000 / units);
    }

    private void requireComplete(Timings timings) {
        if (streamed() && timings.events() < (long) timings.calls() * Answers.CHUNKS) {
            throw new IllegalStateException(name + ": events are missing from the streams");
        }
    }
}
