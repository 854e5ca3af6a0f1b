package io.omniroute.it.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a vendor understood of a request. Filled by one reader, then only read. */
public final class Seen {
    public String model = "";
    public boolean stream;
    public boolean thinking;
    public String system = "";
    /** Of the turns, in order, instructions left out: user, assistant, tool. */
    public final List<String> roles = new ArrayList<>();
    /** All text of users, in order. */
    public final List<String> userTexts = new ArrayList<>();
    /** All text of the assistant. */
    public final List<String> assistantTexts = new ArrayList<>();
    /** Base64, wherever they stand. */
    public final List<String> pictures = new ArrayList<>();
    /** Base64. */
    public final List<String> papers = new ArrayList<>();

    public final Map<String, JsonNode> tools = new LinkedHashMap<>();
    public final List<Call> calls = new ArrayList<>();
    /** Results by the id (or, at Gemini, name and position) of their call, in order. */
    public final List<SeenResult> results = new ArrayList<>();
    /** Proofs of earlier thinking. */
    public final List<String> signatures = new ArrayList<>();
    /** A JSON schema of the answer; missing when none. */
    public JsonNode schema = com.fasterxml.jackson.databind.node.MissingNode.getInstance();

    /** @param failed where the format can tell; {@code text} tells elsewhere */
    public record SeenResult(String callId, String text, boolean failed) {}
}
