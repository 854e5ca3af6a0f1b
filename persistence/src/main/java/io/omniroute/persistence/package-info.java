/** Implements the ports of providers and routing on a relational database. Nobody imports it but through CDI. */
package io.omniroute.persistence;
