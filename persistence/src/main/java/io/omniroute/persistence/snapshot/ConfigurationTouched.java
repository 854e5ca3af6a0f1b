package io.omniroute.persistence.snapshot;

/** The running transaction changes the configuration; it is not committed yet. */
record ConfigurationTouched() {}
