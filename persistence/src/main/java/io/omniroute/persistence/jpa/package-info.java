/** What all adapters share: the store, times, amounts and the reading of constraint violations. */
package io.omniroute.persistence.jpa;
