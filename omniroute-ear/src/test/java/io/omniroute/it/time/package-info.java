/**
 * Gives a running gateway a time that a test can move: a jar with an alternative to the gateway's own source of time is put
 * into its web module. The product has no hook for it.
 */
package io.omniroute.it.time;
