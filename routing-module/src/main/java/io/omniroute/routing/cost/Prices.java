package io.omniroute.routing.cost;

import io.omniroute.provider.store.Store;

/** Keeps the prices that administrators set. */
public interface Prices extends Store<DatedPrice.Key, DatedPrice> {}
