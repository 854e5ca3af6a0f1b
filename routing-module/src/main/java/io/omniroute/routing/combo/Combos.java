package io.omniroute.routing.combo;

import io.omniroute.provider.store.Store;

/** Keeps combos. Their names are unique. */
public interface Combos extends Store<ComboId, Combo> {}
