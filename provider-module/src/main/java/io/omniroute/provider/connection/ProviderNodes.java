package io.omniroute.provider.connection;

import io.omniroute.provider.store.Store;

/** Keeps the nodes that administrators defined. */
public interface ProviderNodes extends Store<NodeId, ProviderNode> {}
