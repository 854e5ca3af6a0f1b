<<<<<<< HEAD
/** Implements the ports of providers and routing on a relational database. Nobody imports it but through CDI. */
=======
/** The database: how it is reached. The packages below keep the domain's records in it; nobody imports them. */
>>>>>>> package
package io.omniroute.persistence;
