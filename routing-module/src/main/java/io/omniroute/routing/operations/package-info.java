/**
 * What the application and whoever operates it tell each other: metrics, health, lines on the terminal, a start that must
 * not go on, a stop that should be graceful.
 */
package io.omniroute.routing.operations;
