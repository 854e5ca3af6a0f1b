/** How calls leave the running gateway. */
package io.omniroute.it.outbound;
