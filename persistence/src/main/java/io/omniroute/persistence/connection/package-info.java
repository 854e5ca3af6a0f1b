/** Keeps provider nodes and connections, the latter with encrypted credentials. */
package io.omniroute.persistence.connection;
