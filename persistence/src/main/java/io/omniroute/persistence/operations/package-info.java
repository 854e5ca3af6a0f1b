/** Whether the database answers. */
package io.omniroute.persistence.operations;
