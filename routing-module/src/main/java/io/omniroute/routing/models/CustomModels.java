package io.omniroute.routing.models;

import io.omniroute.provider.store.Store;

/** Keeps custom models. Their price, if any, is in the price list, not here. */
public interface CustomModels extends Store<CustomModel.Key, CustomModel> {}
