/** Keeps combos. */
package io.omniroute.persistence.combo;
