/** Combos and accounts in the running gateway, against vendors that follow a script. */
package io.omniroute.it.routing;
