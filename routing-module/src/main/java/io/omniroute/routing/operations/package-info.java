/** Whether this node is fit to serve: probes for the database and the journal, and MicroProfile Health over them. */
package io.omniroute.routing.operations;
