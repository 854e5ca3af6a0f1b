/** Calls of the gateway byte by byte, for what no SDK would send or show. */
package io.omniroute.it.wire;
