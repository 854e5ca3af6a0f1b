/** What operators and auditors see of calls: phases, sessions, health, progress within a stream, logs and kept bodies. */
package io.omniroute.it.telemetry;
