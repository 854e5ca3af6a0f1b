/** Stand-ins for the ports, in memory. */
package io.omniroute.routing.fakes;
