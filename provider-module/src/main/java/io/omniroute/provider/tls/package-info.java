/**
 * TLS client profiles at work: which names the running JDK offers, how a profile becomes parameters of a handshake, the
 * ClientHello that comes of it, and its JA3 and JA4. {@code client} shakes hands with it, the management API shows it.
 */
package io.omniroute.provider.tls;
