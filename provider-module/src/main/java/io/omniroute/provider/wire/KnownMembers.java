package io.omniroute.provider.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The members of a piece of JSON that this gateway understands: tells whether there is anything else. Immutable. */
public final class KnownMembers {
    private final Map<String, KnownMembers> members = new HashMap<>();
    private boolean anything;
    private boolean value;
    private Set<String> words = Set.of();

    private KnownMembers() {}

    /**
     * @param paths names joined by dots, which lead through lists to their elements. The end of one stands for a string, a
     *     number or a boolean; {@code name=a|b} for these words alone, {@code name.*} for whatever there is
     */
    public static KnownMembers of(List<String> paths) {
        KnownMembers root = new KnownMembers();
        paths.forEach(root::add);
        return root;
    }

    private void add(String path) {
        int equals = path.indexOf('=');
        KnownMembers place = this;
        for (String name : (equals < 0 ? path : path.substring(0, equals)).split("\\.")) {
            if (name.equals("*")) {
                place.anything = true;
                return;
            }
            place = place.members.computeIfAbsent(name, ignored -> new KnownMembers());
        }
        place.value = true;
        place.words = equals < 0 ? Set.of() : Set.of(path.substring(equals + 1).split("\\|"));
    }

    /** Whether these are all. Null, and what is empty, says nothing, whatever its name. */
    public boolean cover(JsonNode node) {
        if (anything || isNothing(node)) {
            return true;
        }
        if (node.isArray()) {
            for (JsonNode element : node) {
                if (!cover(element)) {
                    return false;
                }
            }
            return true;
        }
        if (!node.isObject()) {
            return value && (words.isEmpty() || words.contains(node.asText()));
        }
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            KnownMembers known = members.get(member.getKey());
            if (known == null ? !isNothing(member.getValue()) : !known.cover(member.getValue())) {
                return false;
            }
        }
        return true;
    }

    private static boolean isNothing(JsonNode node) {
        return node.isNull()
                || node.isMissingNode()
                || node.isContainerNode() && node.isEmpty()
                || node.isTextual() && node.textValue().isEmpty();
    }
}
