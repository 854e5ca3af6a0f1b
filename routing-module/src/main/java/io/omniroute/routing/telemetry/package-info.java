/**
 * Where the time of calls goes: the phases of each, and what the newest of them come to. In memory of the node; knows no
 * other package. {@code gateway} times its calls, {@code operations} and {@code api} show them.
 */
package io.omniroute.routing.telemetry;
