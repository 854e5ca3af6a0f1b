package io.omniroute.provider.connection;

import io.omniroute.provider.store.Store;

/** Keeps connections; API keys are encrypted at rest. */
public interface Connections extends Store<ConnectionId, Connection> {}
