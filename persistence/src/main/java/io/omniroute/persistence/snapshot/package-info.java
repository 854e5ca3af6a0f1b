/** Keeps the version of the configuration and tells this node when it grew. */
package io.omniroute.persistence.snapshot;
