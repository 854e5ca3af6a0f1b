/** Keeps quota counters, and what vendors reported of their windows. */
package io.omniroute.persistence.quota;
