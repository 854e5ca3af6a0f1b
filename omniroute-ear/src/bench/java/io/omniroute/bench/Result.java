package io.omniroute.bench;

/**
 * One measurement of one server.
 *
 * @param perSecond calls that ended
 * @param p50 milliseconds: of the whole call, or to a stream's first event
 * @param cpuMicros of the server, per call or per chunk
 */
record Result(double perSecond, double p50, double p99, double cpuMicros) {}
