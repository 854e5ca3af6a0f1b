package io.omniroute.routing.shaping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.provider.chat.GatewayException;
import io.omniroute.provider.wire.Json;
import io.omniroute.provider.wire.WireFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Carries a change of thinking over into a body that otherwise stays as it is: the difference between what the format's
 * writer makes of the request as it was asked and as the policy wants it, history and tools left alone. Pure.
 */
final class ThinkingEdit {
    /** Signed thoughts, prompts and cached prefixes live here; a policy about thinking has no business in them. */
    private static final Set<String> UNTOUCHED = Set.of(
            "model",
            "stream",
            "messages",
            "contents",
            "input",
            "system",
            "systemInstruction",
            "instructions",
            "tools",
            "include");

    private static final Pattern CAPITAL = Pattern.compile("[A-Z]");

    private ThinkingEdit() {}

    /**
     * What the policy changes, as RFC 7396 would say it: null takes away.
     *
     * @param thinks whether the model can; one that cannot hears nothing of thoughts
     * @param asked what the writer makes of the request; {@code wanted} the same under the policy
     */
    static ObjectNode patch(WireFormat format, boolean thinks, byte[] asked, byte[] wanted) {
        ThinkingWords words = ThinkingWords.of(format);
        JsonNode decided = tree(wanted);
        ObjectNode patch = besideThinking(words, tree(asked), tree(wanted));
        // the client's own words go in any case, also where the writer made nothing of them
        for (List<String> path : words.amounts()) {
            JsonNode amount = decided.at("/" + String.join("/", path));
            set(patch, path, amount.isMissingNode() ? Json.MAPPER.nullNode() : amount);
        }
        // Anthropic Messages: thinking without a type is refused
        boolean untyped = format == WireFormat.ANTHROPIC_MESSAGES && !decided.has("thinking");
        if (untyped || !thinks) {
            words.wishes().forEach(path -> set(patch, path, Json.MAPPER.nullNode()));
        }
        return patch;
    }

    /** What a change of thinking brings with it: room for the answer, no temperature. */
    private static ObjectNode besideThinking(ThinkingWords words, JsonNode before, JsonNode after) {
        for (List<List<String>> paths : List.of(words.amounts(), words.wishes())) {
            for (List<String> path : paths) {
                remove(before, path);
                remove(after, path);
            }
        }
        ObjectNode patch = Json.object();
        Set<String> names = names(before);
        names.addAll(names(after));
        names.removeAll(UNTOUCHED);
        for (String name : names) {
            difference(before.path(name), after.path(name), name, patch);
        }
        return patch;
    }

    private static void set(ObjectNode patch, List<String> path, JsonNode value) {
        ObjectNode place = patch;
        for (String step : path.subList(0, path.size() - 1)) {
            place = place.withObjectProperty(step);
        }
        place.set(path.get(path.size() - 1), value);
    }

    private static void remove(JsonNode tree, List<String> path) {
        JsonNode place = tree;
        for (String step : path.subList(0, path.size() - 1)) {
            place = place.path(step);
        }
        if (place instanceof ObjectNode object) {
            object.remove(path.get(path.size() - 1));
        }
    }

    /** The body with a patch; the same array where it changes nothing. */
    static byte[] apply(byte[] body, ObjectNode patch) {
        Members members = Members.of(body);
        Map<String, JsonNode> changes = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : patch.properties()) {
            String spelt = spelt(field.getKey(), name -> members.find(name).isPresent());
            JsonNode old = members.value(spelt).orElse(Json.MAPPER.missingNode());
            JsonNode changed = merged(old, field.getValue());
            if (!changed.equals(old)) {
                changes.put(spelt, changed);
            }
        }
        return changes.isEmpty() ? body : members.changed(changes);
    }

    private static void difference(JsonNode before, JsonNode after, String name, ObjectNode patch) {
        if (before.equals(after)) {
            return;
        }
        if (after.isMissingNode()) {
            patch.putNull(name);
        } else if (before.isObject() && after.isObject()) {
            ObjectNode inner = patch.putObject(name);
            Set<String> names = names(before);
            names.addAll(names(after));
            names.forEach(member -> difference(before.path(member), after.path(member), member, inner));
        } else {
            patch.set(name, after);
        }
    }

    /** Missing when nothing is left. */
    private static JsonNode merged(JsonNode old, JsonNode patch) {
        if (!patch.isObject()) {
            return patch.isNull() ? Json.MAPPER.missingNode() : patch;
        }
        ObjectNode result = old.isObject() ? old.deepCopy() : Json.object();
        for (String name : names(patch)) {
            String spelt = spelt(name, result::has);
            JsonNode changed = merged(result.path(spelt), patch.get(name));
            if (changed.isMissingNode()) {
                result.remove(spelt);
            } else {
                result.set(spelt, changed);
            }
        }
        boolean emptied = result.isEmpty() && !result.equals(old);
        return emptied ? Json.MAPPER.missingNode() : result;
    }

    /**
     * proto3 JSON: Gemini reads both spellings of a field.
     *
     * @throws GatewayException BAD_REQUEST when both are given
     */
    private static String spelt(String name, Predicate<String> given) {
        boolean camel = !name.equals(name.toLowerCase(Locale.ROOT));
        String snake = camel ? CAPITAL.matcher(name).replaceAll("_$0").toLowerCase(Locale.ROOT) : name;
        if (!camel || !given.test(snake)) {
            return name;
        }
        if (given.test(name)) {
            throw Members.givenTwice(name);
        }
        return snake;
    }

    private static Set<String> names(JsonNode node) {
        Set<String> names = new LinkedHashSet<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static JsonNode tree(byte[] json) {
        try {
            return Json.MAPPER.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException("a writer of this gateway wrote it", e);
        }
    }
}
