/** What operators ask of the database itself. */
package io.omniroute.persistence.operations;
