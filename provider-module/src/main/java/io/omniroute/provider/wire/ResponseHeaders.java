package io.omniroute.provider.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** Headers of a vendor's answer; names ignore case. Immutable. */
public final class ResponseHeaders {
    public static final ResponseHeaders NONE = new ResponseHeaders(Map.of());

    private final Map<String, List<String>> values;

    public ResponseHeaders(Map<String, List<String>> values) {
        Map<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        values.forEach((name, list) ->
                copy.computeIfAbsent(name, n -> new ArrayList<>()).addAll(list));
        this.values = copy;
    }

    public static ResponseHeaders of(String name, String value) {
        return new ResponseHeaders(Map.of(name, List.of(value)));
    }

    public Optional<String> first(String name) {
        List<String> list = values.get(name);
        return list == null || list.isEmpty() ? Optional.empty() : Optional.of(list.get(0));
    }

    public void forEach(BiConsumer<String, String> action) {
        values.forEach((name, list) -> list.forEach(value -> action.accept(name, value)));
    }
}
