/** How calls leave for vendors: through which proxy, with which TLS handshake. Values only; {@code client} obeys them. */
package io.omniroute.provider.outbound;
