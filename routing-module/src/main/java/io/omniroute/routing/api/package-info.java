/** JAX-RS resources of the inference API, and what they share. Bytes in, bytes out; nothing is decided here. */
package io.omniroute.routing.api;
