/** What goes wrong, at vendors and at clients, and how the gateway tells of it in the caller's format. */
package io.omniroute.it.fault;
