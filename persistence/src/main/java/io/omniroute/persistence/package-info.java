/** The database: how it is reached. The packages below keep the domain's records in it; nobody imports them. */
package io.omniroute.persistence;
