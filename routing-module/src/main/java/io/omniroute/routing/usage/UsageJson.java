package io.omniroute.routing.usage;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.provider.chat.Usage;
import io.omniroute.provider.wire.Json;
import io.omniroute.routing.cost.Cost;
import io.omniroute.routing.usage.UsageRecord.Source;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** A usage record as JSON without line breaks. Fields may be added; their meaning never changes. */
final class UsageJson {
    private UsageJson() {}

    static byte[] write(UsageRecord usage) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(768);
        try (JsonGenerator json = Json.MAPPER.getFactory().createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("id", usage.id().toString());
            json.writeStringField("time", usage.time().toString());
            writeCall(json, usage);
            writeTokens(json, usage.tokens());
            writeCost(json, usage.cost());
            json.writeFieldName("attempts");
            AttemptJson.write(json, usage.attempts());
            writeOptional(json, "error", usage.error());
            writeOptional(json, "keyGroup", usage.keyGroup());
            json.writeStringField("source", usage.source().name());
            json.writeStringField("savedUsd", usage.savedUsd().toString());
            writeOptional(json, "combo", usage.combo());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a usage record could not be written to memory", e);
        }
        return bytes.toByteArray();
    }

    /** @throws IOException when it is not JSON; RuntimeException when it is not a record */
    static UsageRecord read(byte[] json) throws IOException {
        JsonNode tree = Json.MAPPER.readTree(json);
        return new UsageRecord(
                UUID.fromString(text(tree, "id")),
                text(tree, "requestId"),
                Instant.parse(text(tree, "time")),
                optional(tree, "apiKeyId").map(UUID::fromString),
                optional(tree, "connectionId").map(UUID::fromString),
                text(tree, "requestedModel"),
                text(tree, "provider"),
                text(tree, "model"),
                text(tree, "clientFormat"),
                text(tree, "vendorFormat"),
                tree.required("streamed").booleanValue(),
                tree.required("status").intValue(),
                tokens(tree.required("tokens")),
                cost(tree.required("cost")),
                firstByte(tree),
                tree.required("durationMillis").longValue(),
                tree.required("requestBytes").longValue(),
                tree.required("responseBytes").longValue(),
                AttemptJson.read(tree.required("attempts")),
                optional(tree, "error"),
                optional(tree, "keyGroup"),
                optional(tree, "source").map(Source::valueOf).orElse(Source.VENDOR),
                optional(tree, "savedUsd").map(BigDecimal::new).orElse(BigDecimal.ZERO),
                optional(tree, "combo"));
    }

    private static void writeCall(JsonGenerator json, UsageRecord usage) throws IOException {
        json.writeStringField("requestId", usage.requestId());
        writeOptional(json, "apiKeyId", usage.apiKeyId().map(UUID::toString));
        writeOptional(json, "connectionId", usage.connectionId().map(UUID::toString));
        json.writeStringField("requestedModel", usage.requestedModel());
        json.writeStringField("provider", usage.provider());
        json.writeStringField("model", usage.model());
        json.writeStringField("clientFormat", usage.clientFormat());
        json.writeStringField("vendorFormat", usage.vendorFormat());
        json.writeBooleanField("streamed", usage.streamed());
        json.writeNumberField("status", usage.status());
        if (usage.firstByteMillis().isPresent()) {
            json.writeNumberField("firstByteMillis", usage.firstByteMillis().getAsLong());
        }
        json.writeNumberField("durationMillis", usage.durationMillis());
        json.writeNumberField("requestBytes", usage.requestBytes());
        json.writeNumberField("responseBytes", usage.responseBytes());
    }

    /** Journals of older builds say −1 for none. */
    private static OptionalLong firstByte(JsonNode tree) {
        long millis = tree.path("firstByteMillis").asLong(-1);
        return millis < 0 ? OptionalLong.empty() : OptionalLong.of(millis);
    }

    private static void writeTokens(JsonGenerator json, Usage tokens) throws IOException {
        json.writeArrayFieldStart("tokens");
        json.writeNumber(tokens.inputTokens());
        json.writeNumber(tokens.cachedTokens());
        json.writeNumber(tokens.cacheWriteTokens());
        json.writeNumber(tokens.outputTokens());
        json.writeNumber(tokens.reasoningTokens());
        json.writeBoolean(tokens.estimated());
        json.writeNumber(tokens.hourCacheWriteTokens());
        json.writeString(tokens.tier().name());
        json.writeEndArray();
    }

    private static Usage tokens(JsonNode array) {
        return new Usage(
                array.required(0).longValue(),
                array.required(1).longValue(),
                array.required(2).longValue(),
                array.required(3).longValue(),
                array.required(4).longValue(),
                array.required(5).booleanValue(),
                array.path(6).longValue(), // an older journal ends here
                Usage.Tier.valueOf(array.path(7).asText(Usage.Tier.STANDARD.name())));
    }

    /** As text: a number would lose its scale. */
    private static void writeCost(JsonGenerator json, Cost cost) throws IOException {
        json.writeArrayFieldStart("cost");
        json.writeString(cost.input().toString());
        json.writeString(cost.cached().toString());
        json.writeString(cost.cacheWrite().toString());
        json.writeString(cost.output().toString());
        json.writeString(cost.reasoning().toString());
        json.writeEndArray();
    }

    private static Cost cost(JsonNode array) {
        return new Cost(dollars(array, 0), dollars(array, 1), dollars(array, 2), dollars(array, 3), dollars(array, 4));
    }

    private static BigDecimal dollars(JsonNode array, int index) {
        return new BigDecimal(array.required(index).textValue());
    }

    private static void writeOptional(JsonGenerator json, String name, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            json.writeStringField(name, value.get());
        }
    }

    private static String text(JsonNode tree, String name) {
        return tree.required(name).textValue();
    }

    private static Optional<String> optional(JsonNode tree, String name) {
        return Optional.ofNullable(tree.get(name)).map(JsonNode::textValue);
    }
}
