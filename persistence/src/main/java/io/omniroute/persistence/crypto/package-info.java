/** Encryption at rest: the master key, its check, and the cipher. */
package io.omniroute.persistence.crypto;
