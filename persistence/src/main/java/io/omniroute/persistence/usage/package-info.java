/** Keeps usage records and sums them up. */
package io.omniroute.persistence.usage;
