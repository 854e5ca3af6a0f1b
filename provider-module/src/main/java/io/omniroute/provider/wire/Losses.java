package io.omniroute.provider.wire;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Collects the fields of one request that its translation could not carry. A reader names what the canonical model has no
 * place for, a writer what its vendor has no word for. Confined to one call.
 */
public final class Losses {
    private final Set<String> fields = new LinkedHashSet<>();

    /** @param field the field's name as the client would recognise it: {@code seed}, {@code messages[2].content[0]} */
    public void add(String field) {
        fields.add(field);
    }

    public boolean isEmpty() {
        return fields.isEmpty();
    }

    /** In the order they were met, each once. */
    public List<String> fields() {
        return new ArrayList<>(fields);
    }
}
