/** JAX-RS, by family of endpoints. Nothing is decided here. */
package io.omniroute.routing.api;
