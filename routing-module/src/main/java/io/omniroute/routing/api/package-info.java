/** The JAX-RS resources, a package for each family of endpoints. Listed by class in the web module's applications. */
package io.omniroute.routing.api;
