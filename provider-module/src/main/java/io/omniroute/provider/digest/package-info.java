/** Hashes. */
package io.omniroute.provider.digest;
