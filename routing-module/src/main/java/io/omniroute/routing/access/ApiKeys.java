package io.omniroute.routing.access;

import io.omniroute.provider.store.Store;

/** Keeps gateway keys. */
public interface ApiKeys extends Store<ApiKeyId, ApiKey> {}
