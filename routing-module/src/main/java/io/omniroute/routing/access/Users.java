package io.omniroute.routing.access;

import io.omniroute.provider.store.Store;

/** Keeps the logins, by name. */
public interface Users extends Store<String, User> {}
