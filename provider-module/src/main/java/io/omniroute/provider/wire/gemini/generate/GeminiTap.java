package io.omniroute.provider.wire.gemini.generate;

import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.GatewayException;
import io.omniroute.provider.chat.Usage;
import io.omniroute.provider.wire.ChoiceEnds;
import io.omniroute.provider.wire.Json;
import io.omniroute.provider.wire.ReplyTap;
import io.omniroute.provider.wire.SseFrame;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reads along without parsing: nearly every fragment repeats the usage, and only the last one counts. In JSON a name in
 * quotes is found in no string, because quotes in a string are escaped.
 */
final class GeminiTap implements ReplyTap {
    private static final byte[] USAGE = name("usageMetadata");
    private static final byte[] BLOCKED = name("blockReason");
    private static final byte[] ERROR = name("error");
    private static final byte[] TEXT = name("text");
    private static final byte[] ARGUMENTS = name("args");

    private final ChoiceEnds candidates = new ChoiceEnds("candidates", "finishReason");
    private byte[] lastUsage = new byte[0];
    private boolean blocked;
    private Optional<Failure> failure = Optional.empty();
    private long outputBytes;

    @Override
    public void accept(SseFrame frame) {
        if (!frame.hasData()) {
            return;
        }
        byte[] json = frame.dataBuffer();
        int from = frame.dataFrom();
        int to = frame.dataTo();
        keepUsage(json, from, to);
        candidates.read(json, from, to);
        blocked |= JsonBytes.indexOf(json, from, to, BLOCKED) >= 0
                && responses(json, from, to).stream().anyMatch(ReplyReader::isBlocked);
        countTexts(json, from, to);
        countArguments(json, from, to);
        if (failure.isEmpty() && JsonBytes.indexOf(json, from, to, ERROR) >= 0) {
            failure = readFailure(json, from, to);
        }
    }

    @Override
    public Optional<Usage> usage() {
        if (lastUsage.length == 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(UsageMetadata.read(Json.vendorObject(lastUsage)));
        } catch (GatewayException e) {
            return Optional.empty();
        }
    }

    @Override
    public boolean complete() {
        return blocked || candidates.complete();
    }

    @Override
    public Optional<Failure> failure() {
        return failure;
    }

    @Override
    public long outputBytes() {
        return outputBytes;
    }

    @Override
    public boolean usageOnly() {
        return false;
    }

    /** The last one in the frame: it stands behind the candidates, whose arguments could hold the same name. */
    private void keepUsage(byte[] json, int from, int to) {
        int name = JsonBytes.lastIndexOf(json, from, to, USAGE);
        int value = name < 0 ? -1 : JsonBytes.valueStart(json, name + USAGE.length, to);
        if (value >= 0 && value < to && json[value] == '{') {
            int end = JsonBytes.objectEnd(json, value, to);
            if (end > 0) {
                lastUsage = Arrays.copyOfRange(json, value, end);
            }
        }
    }

    private void countTexts(byte[] json, int from, int to) {
        int name = JsonBytes.indexOf(json, from, to, TEXT);
        while (name >= 0) {
            int next = name + TEXT.length;
            int value = JsonBytes.valueStart(json, next, to);
            if (value >= 0 && value < to && json[value] == '"') {
                next = JsonBytes.stringEnd(json, value, to);
                outputBytes += Math.max(0, next - value - 2);
            }
            name = JsonBytes.indexOf(json, next, to, TEXT);
        }
    }

    private void countArguments(byte[] json, int from, int to) {
        int name = JsonBytes.indexOf(json, from, to, ARGUMENTS);
        while (name >= 0) {
            int next = name + ARGUMENTS.length;
            int value = JsonBytes.valueStart(json, next, to);
            if (value >= 0 && value < to && json[value] == '{') {
                next = Math.max(next, JsonBytes.objectEnd(json, value, to));
                outputBytes += next - value;
            }
            name = JsonBytes.indexOf(json, next, to, ARGUMENTS);
        }
    }

    private static Optional<Failure> readFailure(byte[] json, int from, int to) {
        return responses(json, from, to).stream()
                .flatMap(response -> GeminiErrorReader.readInBand(response).stream())
                .findFirst();
    }

    /** None in what is not JSON: the client gets it as it is. */
    private static List<JsonNode> responses(byte[] json, int from, int to) {
        try {
            return ReplyReader.responses(json, from, to);
        } catch (GatewayException e) {
            return List.of();
        }
    }

    private static byte[] name(String name) {
        return ('"' + name + '"').getBytes(StandardCharsets.US_ASCII);
    }
}
