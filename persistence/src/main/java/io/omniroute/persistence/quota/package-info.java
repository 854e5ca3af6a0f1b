/** Keeps quota counters. */
package io.omniroute.persistence.quota;
