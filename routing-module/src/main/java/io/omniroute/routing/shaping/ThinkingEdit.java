package io.omniroute.routing.shaping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.util.regex.Pattern;

/**
 * Carries a change of thinking over into a body that otherwise stays as it is: the difference between what the format's
 * writer makes of the request as it was asked and as the policy wants it, history and tools left alone. Pure.
 */
final class ThinkingEdit {
    /** Signed thoughts, prompts and cached prefixes live here; a policy about thinking has no business in them. */
    private static final Set<String> UNTOUCHED = Set.of(
            "model", "stream", "messages", "contents", "input", "system", "systemInstruction", "instructions", "tools");

    private static final Pattern CAPITAL = Pattern.compile("[A-Z]");

    private ThinkingEdit() {}

    /**
     * What the policy changes, as RFC 7396 would say it: null takes away.
     *
     * @param asked what the writer makes of the request; {@code wanted} the same under the policy
     */
    static ObjectNode patch(WireFormat format, byte[] asked, byte[] wanted) {
        JsonNode before = tree(asked);
        JsonNode after = tree(wanted);
        ObjectNode patch = Json.object();
        Set<String> names = names(before);
        names.addAll(names(after));
        names.removeAll(UNTOUCHED);
        for (String name : names) {
            difference(before.path(name), after.path(name), name, patch);
        }
        // the client's own wish goes in any case, also where the writer made nothing of it
        for (List<String> path : wishes(format)) {
            JsonNode wish = after.at("/" + String.join("/", path));
            ObjectNode place = patch;
            for (String step : path.subList(0, path.size() - 1)) {
                place = place.withObjectProperty(step);
            }
            place.set(path.get(path.size() - 1), wish.isMissingNode() ? Json.MAPPER.nullNode() : wish);
        }
        return patch;
    }

    /** The body with a patch; the same array where it changes nothing. */
    static byte[] apply(byte[] body, ObjectNode patch) {
        Members members = Members.of(body);
        Map<String, JsonNode> changes = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : patch.properties()) {
            String name = field.getKey();
            String spelt =
                    members.find(name).isPresent() || members.find(snake(name)).isEmpty() ? name : snake(name);
            JsonNode old = members.value(spelt).orElse(Json.MAPPER.missingNode());
            JsonNode changed = merged(old, field.getValue());
            boolean gone = changed.isNull() || changed.isObject() && changed.isEmpty();
            if (gone ? !old.isMissingNode() : !changed.equals(old)) {
                changes.put(spelt, gone ? Json.MAPPER.missingNode() : changed);
            }
        }
        return changes.isEmpty() ? body : members.changed(changes);
    }

    private static List<List<String>> wishes(WireFormat format) {
        return switch (format) {
            case OPENAI_CHAT ->
                // OpenAI's, OpenRouter's, DeepSeek's and GLM's, Qwen's
                List.of(
                        List.of("reasoning_effort"),
                        List.of("reasoning"),
                        List.of("thinking"),
                        List.of("enable_thinking"),
                        List.of("thinking_budget"));
            case OPENAI_RESPONSES -> List.of(List.of("reasoning", "effort"));
            case ANTHROPIC_MESSAGES -> List.of(List.of("thinking"), List.of("output_config", "effort"));
            case GEMINI -> List.of(List.of("generationConfig", "thinkingConfig"));
        };
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

    private static JsonNode merged(JsonNode old, JsonNode patch) {
        if (!patch.isObject()) {
            return patch;
        }
        ObjectNode result = old.isObject() ? old.deepCopy() : Json.object();
        for (String name : names(patch)) {
            String spelt = result.has(name) || !result.has(snake(name)) ? name : snake(name);
            JsonNode changed = merged(result.path(spelt), patch.get(name));
            if (changed.isNull()) {
                result.remove(spelt);
            } else {
                result.set(spelt, changed);
            }
        }
        return result;
    }

    /** proto3 JSON: Gemini reads both spellings of a field. */
    private static String snake(String name) {
        boolean camel = !name.equals(name.toLowerCase(Locale.ROOT));
        return camel ? CAPITAL.matcher(name).replaceAll("_$0").toLowerCase(Locale.ROOT) : name;
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
