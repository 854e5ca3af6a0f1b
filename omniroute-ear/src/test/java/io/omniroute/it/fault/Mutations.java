package io.omniroute.it.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.it.conversation.Trees;
import io.omniroute.it.wire.Dialect;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A rich valid body with one thing wrong in it, other each time, the same for the same seed. */
final class Mutations {
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "-1",
            "1e400",
            "12345678901234567890",
            "\"\"",
            "\"\\u0000\"",
            "\"\\ud83d\"",
            "[]",
            "{}",
            "[null]",
            "[[[]]]",
            "{\"type\":null}",
            "\"data:image/png;base64,!!\"",
            "\"http://169.254.169.254/\"",
            "0.1",
            "{\"\":{}}");
    private static final String CHAT = """
            {"model":"%s","temperature":0.5,"max_tokens":50,"stop":["x"],"messages":[{"role":"system","content":"s"},
             {"role":"user","content":[{"type":"text","text":"t"},{"type":"image_url","image_url":{"url":"data:image/png;base64,aGk="}}]},
             {"role":"assistant","content":null,"tool_calls":[{"id":"c1","type":"function","function":{"name":"f","arguments":"{}"}}]},
             {"role":"tool","tool_call_id":"c1","content":"r"},{"role":"user","content":"go"}],
             "tools":[{"type":"function","function":{"name":"f","parameters":{"type":"object","properties":{"a":{"type":"string"}}}}}],
             "tool_choice":"auto","response_format":{"type":"json_schema","json_schema":{"name":"n","schema":{"type":"object"}}}}""";
    private static final String RESPONSES = """
            {"model":"%s","instructions":"s","max_output_tokens":50,"input":[{"role":"user","content":[{"type":"input_text","text":"t"},
             {"type":"input_image","image_url":"data:image/png;base64,aGk="}]},
             {"type":"reasoning","id":"rs_1","summary":[{"type":"summary_text","text":"x"}],"encrypted_content":"y"},
             {"type":"function_call","call_id":"c1","name":"f","arguments":"{}"},
             {"type":"function_call_output","call_id":"c1","output":"r"},{"role":"user","content":"go"}],
             "tools":[{"type":"function","name":"f","parameters":{"type":"object","properties":{"a":{"type":"string"}}},"strict":false}],
             "reasoning":{"effort":"low"},"text":{"format":{"type":"text"}}}""";
    private static final String MESSAGES = """
            {"model":"%s","max_tokens":3000,"system":[{"type":"text","text":"s","cache_control":{"type":"ephemeral"}}],
             "messages":[{"role":"user","content":[{"type":"text","text":"t"},
              {"type":"image","source":{"type":"base64","media_type":"image/png","data":"aGk="}}]},
             {"role":"assistant","content":[{"type":"thinking","thinking":"x","signature":"y"},
              {"type":"tool_use","id":"c1","name":"f","input":{"a":"b"}}]},
             {"role":"user","content":[{"type":"tool_result","tool_use_id":"c1","content":[{"type":"text","text":"r"}],"is_error":true}]}],
             "tools":[{"name":"f","input_schema":{"type":"object","properties":{"a":{"type":"string"}}}}],
             "thinking":{"type":"enabled","budget_tokens":1024},"stop_sequences":["x"]}""";
    private static final String GEMINI = """
            {"systemInstruction":{"parts":[{"text":"s"}]},"contents":[{"role":"user","parts":[{"text":"t"},
              {"inlineData":{"mimeType":"image/png","data":"aGk="}}]},
             {"role":"model","parts":[{"functionCall":{"name":"f","args":{"a":"b"}},"thoughtSignature":"eA=="}]},
             {"role":"user","parts":[{"functionResponse":{"name":"f","response":{"output":"r"}}}]}],
             "tools":[{"functionDeclarations":[{"name":"f","parameters":{"type":"OBJECT","properties":{"a":{"type":"STRING"}}}}]}],
             "generationConfig":{"maxOutputTokens":50,"thinkingConfig":{"thinkingBudget":1024},"stopSequences":["x"]}}""";

    private final Random random;
    private final String valid;

    Mutations(Dialect client, String model, long seed) {
        this.random = new Random(seed);
        this.valid = switch (client) {
            case CHAT -> CHAT.formatted(model);
            case RESPONSES -> RESPONSES.formatted(model);
            case MESSAGES -> MESSAGES.formatted(model);
            case GEMINI -> GEMINI;
        };
    }

    byte[] next() {
        return random.nextInt(4) == 0 ? bytes() : tree();
    }

    private byte[] bytes() {
        byte[] body = valid.getBytes(StandardCharsets.UTF_8);
        int at = random.nextInt(body.length);
        if (random.nextBoolean()) {
            return Arrays.copyOf(body, at);
        }
        body[at] = (byte) random.nextInt(256);
        return body;
    }

    private byte[] tree() {
        JsonNode root = Trees.parse(valid);
        List<ContainerNode<?>> containers = new ArrayList<>();
        collect(root, containers);
        ContainerNode<?> chosen = containers.get(random.nextInt(containers.size()));
        String value = VALUES.get(random.nextInt(VALUES.size()));
        if (chosen instanceof ObjectNode object && !object.isEmpty()) {
            List<Map.Entry<String, JsonNode>> members = List.copyOf(object.properties());
            String name = members.get(random.nextInt(members.size())).getKey();
            if (random.nextInt(5) == 0) {
                object.remove(name);
            } else {
                object.set(name, Trees.parse(value));
            }
        } else if (chosen instanceof ArrayNode array) {
            array.add(Trees.parse(value));
        }
        return root.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void collect(JsonNode node, List<ContainerNode<?>> into) {
        if (node instanceof ContainerNode<?> container) {
            into.add(container);
            container.forEach(child -> collect(child, into));
        }
    }
}
