package io.omniroute.routing.callpolicy;

import io.omniroute.routing.json.Body;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.Set;

/** The settings of body capture as the API shows them and the database keeps them. What is absent takes its default. */
public final class CaptureSettingsJson {
    private static final Set<String> FIELDS = Set.of("enabled", "maxBytes", "retentionDays", "maxRows");

    private CaptureSettingsJson() {}

    public static CaptureSettings read(Body body) {
        body.allow(FIELDS);
        CaptureSettings fallback = CaptureSettings.OFF;
        return new CaptureSettings(
                body.flag("enabled").orElse(fallback.enabled()),
                whole(body, "maxBytes", CaptureSettings.MOST_BYTES, fallback.maxBytes()),
                whole(body, "retentionDays", CaptureSettings.MOST_DAYS, fallback.retentionDays()),
                whole(body, "maxRows", CaptureSettings.MOST_ROWS, fallback.maxRows()));
    }

    public static JsonObject write(CaptureSettings settings) {
        return Json.createObjectBuilder()
                .add("enabled", settings.enabled())
                .add("maxBytes", settings.maxBytes())
                .add("retentionDays", settings.retentionDays())
                .add("maxRows", settings.maxRows())
                .build();
    }

    private static int whole(Body body, String field, int most, int fallback) {
        return body.whole(field, 1, most).map(Long::intValue).orElse(fallback);
    }
}
