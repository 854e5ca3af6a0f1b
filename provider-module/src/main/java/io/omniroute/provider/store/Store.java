package io.omniroute.provider.store;

import java.util.List;
import java.util.Optional;

/**
 * Keeps configuration objects of one kind. Each call is one transaction. Thread-safe. Never called on the road of a
 * call: that reads the snapshot.
 *
 * @param <K> the identity of a value
 * @param <V> an immutable value that knows its identity
 */
public interface Store<K, V> {
    /** All of them, oldest first. */
    List<V> list();

    Optional<V> find(K key);

    /**
     * Adds it, or replaces the one with the same identity.
     *
     * @throws DuplicateException when another one already has a value that must be unique
     */
    void put(V value);

    /** @return false when there was none */
    boolean remove(K key);
}
