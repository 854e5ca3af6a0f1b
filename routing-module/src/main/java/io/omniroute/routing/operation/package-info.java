/**
 * What the application and whoever operates it tell each other: the version, lines on the terminal, a start that must not
 * go on, a stop that should be graceful. Any package may call it; it calls none.
 */
package io.omniroute.routing.operation;
