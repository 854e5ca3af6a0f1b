/** What the gateway tells of itself: phases, sessions, health, and progress within a stream. */
package io.omniroute.it.telemetry;
