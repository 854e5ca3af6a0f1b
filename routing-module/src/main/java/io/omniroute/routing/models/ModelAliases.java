package io.omniroute.routing.models;

import io.omniroute.provider.store.Store;

/** Keeps aliases, by alias. */
public interface ModelAliases extends Store<String, ModelAlias> {}
