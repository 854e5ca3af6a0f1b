package io.omniroute.routing.administration;

import io.omniroute.provider.store.Store;
import io.omniroute.routing.json.Body;
import io.omniroute.routing.json.Refusal;
import jakarta.json.JsonObject;
import java.util.Optional;

/**
 * A kind of configuration object: how it reads and writes JSON, and what it demands of its values.
 *
 * @param <K> the identity of a value
 * @param <V> an immutable value
 */
public interface Kind<K, V> {
    /** For audit entries and messages, such as {@code provider-node}. */
    String word();

    Store<K, V> store();

    /** The identity that an id in a URL stands for; empty when it can be none. */
    Optional<K> key(String id);

    /** The id in URLs and lists. */
    String id(V value);

    /** As the API shows it: all that {@link #read} understands, except secrets, and what only the gateway sets. */
    JsonObject write(V value);

    /**
     * Reads a whole object. Members that only the gateway sets are ignored, so that what was read may be sent back.
     *
     * @param current the object to be replaced: it lends its identity and the secrets that the body does not name
     * @throws Refusal naming the field
     */
    V read(Body body, Optional<V> current);

    /**
     * What a change does that is for ADMIN alone though others may change objects of this kind; asked before one of those is
     * stored for anybody else.
     *
     * @param current absent for a new object
     * @param body that the changed object was read from
     * @return a 403
     */
    default Optional<Refusal> objection(Optional<V> current, V changed, Body body) {
        return Optional.empty();
    }

    /** The existing object that has the natural name of the one in the body. */
    Optional<V> match(Body body);

    /** @throws Refusal 409 while something else needs it */
    default void requireRemovable(V value) {}
}
