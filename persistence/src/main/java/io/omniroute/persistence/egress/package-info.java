/** Keeps the rules about proxies, and the log of what went through them. */
package io.omniroute.persistence.egress;
