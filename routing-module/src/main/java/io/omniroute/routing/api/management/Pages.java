package io.omniroute.routing.api.management;

import io.omniroute.routing.json.Refusal;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Lists as {@code {"items":[…],"next":…}}; {@code next} goes into {@code after} to read on, and is null at the end. */
final class Pages {
    private Pages() {}

    /** Cuts a page out of everything. */
    static <V> JsonObject cut(
            List<V> all, Parameters parameters, Function<V, String> id, Function<V, JsonObject> form) {
        int from = parameters.text("after").map(after -> behind(all, id, after)).orElse(0);
        int to = Math.min(all.size(), from + parameters.limit());
        List<V> page = all.subList(from, to);
        Optional<String> next =
                to < all.size() && !page.isEmpty() ? Optional.of(id.apply(all.get(to - 1))) : Optional.empty();
        return of(page, form, next);
    }

    /** A page that the store cut; when it is full there may be another. */
    static <V> JsonObject full(List<V> page, int limit, Function<V, String> id, Function<V, JsonObject> form) {
        Optional<String> next =
                page.size() < limit ? Optional.empty() : Optional.of(id.apply(page.get(page.size() - 1)));
        return of(page, form, next);
    }

    private static <V> JsonObject of(List<V> page, Function<V, JsonObject> form, Optional<String> next) {
        JsonArrayBuilder items = Json.createArrayBuilder();
        page.forEach(value -> items.add(form.apply(value)));
        return Json.createObjectBuilder()
                .add("items", items)
                .add("next", next.<JsonValue>map(Json::createValue).orElse(JsonValue.NULL))
                .build();
    }

    private static <V> int behind(List<V> all, Function<V, String> id, String after) {
        for (int i = 0; i < all.size(); i++) {
            if (id.apply(all.get(i)).equals(after)) {
                return i + 1;
            }
        }
        throw Refusal.malformed("after", "'after' names nothing in this list.");
    }
}
