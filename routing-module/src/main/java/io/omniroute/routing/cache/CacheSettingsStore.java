package io.omniroute.routing.cache;

/** Keeps the cache's settings. Each call is one transaction. */
public interface CacheSettingsStore {
    /** {@link CacheSettings#DEFAULT} when they were never set. */
    CacheSettings read();

    void write(CacheSettings settings);
}
