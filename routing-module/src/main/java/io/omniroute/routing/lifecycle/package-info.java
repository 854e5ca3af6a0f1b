/** Brings the parts of the gateway up and down in order, when the server says so. */
package io.omniroute.routing.lifecycle;
