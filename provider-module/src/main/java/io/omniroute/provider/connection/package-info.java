/** Accounts at vendors and nodes that an administrator defined, with the ports that keep them. */
package io.omniroute.provider.connection;
