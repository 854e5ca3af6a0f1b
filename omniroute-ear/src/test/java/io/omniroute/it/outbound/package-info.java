/** How calls leave: through proxies, with which handshake. */
package io.omniroute.it.outbound;
