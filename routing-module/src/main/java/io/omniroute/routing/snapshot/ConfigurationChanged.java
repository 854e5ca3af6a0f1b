package io.omniroute.routing.snapshot;

/** Fired by the stores after a change was committed; the snapshot is rebuilt before the change is answered. */
public record ConfigurationChanged() {}
