/** Keeps dated prices. */
package io.omniroute.persistence.cost;
