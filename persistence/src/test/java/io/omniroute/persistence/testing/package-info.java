/** What the tests of the adapters share: the persistence unit outside a container, and values to store. */
package io.omniroute.persistence.testing;
