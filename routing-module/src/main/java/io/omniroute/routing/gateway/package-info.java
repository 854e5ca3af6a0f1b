/**
 * The use case that ties everything together: one call, from the client's bytes to the client's bytes. Called by the
 * JAX-RS resources only. Nothing here touches a database.
 */
package io.omniroute.routing.gateway;
