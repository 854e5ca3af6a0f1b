/** Keeps gateway keys and logins, of both only hashes. */
package io.omniroute.persistence.access;
