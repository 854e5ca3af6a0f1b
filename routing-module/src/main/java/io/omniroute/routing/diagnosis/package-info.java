/** Tries a connection out on an administrator's request, and says in words what is wrong with it. */
package io.omniroute.routing.diagnosis;
