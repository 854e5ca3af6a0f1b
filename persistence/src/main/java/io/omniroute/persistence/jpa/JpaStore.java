package io.omniroute.persistence.jpa;

import io.omniroute.provider.store.Store;
import io.omniroute.routing.snapshot.ConfigurationVersion;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps values as rows of one entity, whose id is a text, and raises the configuration's version with every change.
 * Concrete stores are {@code @ApplicationScoped @Transactional} and say how a value becomes a row.
 *
 * @param <E> the entity
 */
public abstract class JpaStore<K, V, E> implements Store<K, V> {
    private final EntityManager entities;
    private final ConfigurationVersion version;
    private final Class<E> type;
    private final String all;

    /** @param all JPQL for all entities, oldest first */
    protected JpaStore(EntityManager entities, ConfigurationVersion version, Class<E> type, String all) {
        this.entities = entities;
        this.version = version;
        this.type = type;
        this.all = all;
    }

    protected JpaStore() { // for the CDI proxy
        this(null, null, null, null);
    }

    @Override
    public List<V> list() {
        return entities.createQuery(all, type)
                .getResultStream()
                .map(this::value)
                .toList();
    }

    @Override
    public Optional<V> find(K key) {
        return Optional.ofNullable(entities.find(type, id(key))).map(this::value);
    }

    @Override
    public void put(V value) {
        try {
            E found = entities.find(type, id(key(value)));
            if (found == null) {
                E row = newRow(value);
                write(value, row);
                entities.persist(row);
            } else {
                write(value, found);
            }
            entities.flush(); // here and not at the commit, where nobody could tell what was taken
        } catch (PersistenceException e) {
            throw new UniqueFields(uniqueFields()).translate(e);
        }
        version.bump();
    }

    @Override
    public boolean remove(K key) {
        E found = entities.find(type, id(key));
        if (found == null) {
            return false;
        }
        entities.remove(found);
        version.bump();
        return true;
    }

    /** The row's id. */
    protected abstract String id(K key);

    protected abstract K key(V value);

    /** A row that has only its id and whatever never changes. */
    protected abstract E newRow(V value);

    protected abstract void write(V value, E row);

    protected abstract V value(E row);

    /** Field names of the management API by the names of the unique indexes that guard them. */
    protected abstract Map<String, String> uniqueFields();
}
