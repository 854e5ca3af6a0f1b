package io.omniroute.admin.shell;

/** What a launcher or an operator may press through JMX, at {@code io.omniroute:type=Gateway}. */
public interface StopSwitchMXBean {
    /** Refuses new calls, lets running ones finish and flushes what they left; returns when that is done. */
    void stop(long graceMillis);
}
