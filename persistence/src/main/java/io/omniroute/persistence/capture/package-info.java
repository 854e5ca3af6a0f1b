/** Keeps captured bodies: compressed, then encrypted with the master key. */
package io.omniroute.persistence.capture;
