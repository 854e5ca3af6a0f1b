/**
 * Vendors of the four formats, as strict as the real ones: what those would refuse is answered with 400 in their own
 * shape, and answers come in their real event sequences.
 */
package io.omniroute.it.vendor;
