package io.omniroute.provider.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.provider.wire.Json;
import io.omniroute.provider.wire.WireFormat;
import jakarta.enterprise.context.Dependent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads the bundled catalogue. Its schema, for those who edit it: a path that is absent is unknown to the vendor
 * ({@code stream} then equals {@code chat}); a limit or price that is absent is unknown; an ability must be given.
 */
@Dependent
class CatalogReader {
    private static final String RESOURCE = "providers.json";

    /** @param modelAliases short names of models, to the vendor's own */
    record Entry(ProviderDescriptor provider, Map<String, String> modelAliases) {}

    List<Entry> bundled() {
        try (InputStream in = CatalogReader.class.getResourceAsStream(RESOURCE)) {
            return list(Json.MAPPER.readTree(in).required("providers"), CatalogReader::entry);
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE + " cannot be read", e);
        }
    }

    private static Entry entry(JsonNode node) {
        ProviderDescriptor provider = new ProviderDescriptor(
                new ProviderId(text(node, "id")),
                Set.copyOf(list(node.required("aliases"), JsonNode::textValue)),
                text(node, "name"),
                ProviderDescriptor.Tier.valueOf(text(node, "tier")),
                text(node, "baseUrl"),
                WireFormat.ofLabel(text(node, "format")),
                auth(node.required("auth")),
                endpoints(node),
                strings(node.path("headers")),
                models(node.required("models")),
                Timeouts.DEFAULT,
                false);
        return new Entry(provider, strings(node.path("modelAliases")));
    }

    private static AuthScheme auth(JsonNode node) {
        return new AuthScheme(
                text(node, "header"),
                text(node, "prefix"),
                node.required("required").booleanValue());
    }

    private static Endpoints endpoints(JsonNode node) {
        String chat = text(node, "chat");
        return new Endpoints(
                chat,
                optionalText(node, "stream").orElse(chat),
                optionalText(node, "countTokens"),
                optionalText(node, "modelList"));
    }

    private static List<ModelDescriptor> models(JsonNode node) {
        List<ModelDescriptor> models = list(node, CatalogReader::model);
        Set<String> ids = new HashSet<>();
        for (ModelDescriptor model : models) {
            if (!ids.add(model.id())) {
                throw new IllegalStateException("the model '" + model.id() + "' is listed twice");
            }
        }
        return models;
    }

    private static ModelDescriptor model(JsonNode node) {
        String id = text(node, "id");
        return new ModelDescriptor(
                id,
                optionalText(node, "name").orElse(id),
                optionalInt(node, "context"),
                optionalInt(node, "maxOutput"),
                node.has("price") ? Optional.of(price(node.get("price"))) : Optional.empty(),
                node.required("tools").booleanValue(),
                node.required("vision").booleanValue(),
                node.required("reasoning").booleanValue());
    }

    private static Price price(JsonNode node) {
        return new Price(
                node.required("input").decimalValue(),
                node.required("output").decimalValue(),
                optionalDecimal(node, "cached"),
                optionalDecimal(node, "cacheWrite"),
                optionalDecimal(node, "reasoning"),
                optionalDecimal(node, "hourCacheWrite"),
                optionalDecimal(node, "batch"));
    }

    private static String text(JsonNode node, String field) {
        return node.required(field).textValue();
    }

    private static Optional<String> optionalText(JsonNode node, String field) {
        return Optional.ofNullable(node.path(field).textValue());
    }

    private static OptionalInt optionalInt(JsonNode node, String field) {
        return node.has(field) ? OptionalInt.of(node.get(field).intValue()) : OptionalInt.empty();
    }

    private static Optional<BigDecimal> optionalDecimal(JsonNode node, String field) {
        return node.has(field) ? Optional.of(node.get(field).decimalValue()) : Optional.empty();
    }

    private static Map<String, String> strings(JsonNode node) {
        Map<String, String> strings = new LinkedHashMap<>();
        node.properties()
                .forEach(
                        member -> strings.put(member.getKey(), member.getValue().textValue()));
        return Map.copyOf(strings);
    }

    private static <T> List<T> list(JsonNode array, Function<JsonNode, T> element) {
        List<T> list = new ArrayList<>(array.size());
        array.forEach(node -> list.add(element.apply(node)));
        return List.copyOf(list);
    }
}
