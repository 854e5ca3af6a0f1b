package io.omniroute.routing.administration;

import io.omniroute.provider.connection.QuotaWindow;
import io.omniroute.provider.connection.QuotaWindow.Period;
import io.omniroute.provider.connection.QuotaWindow.Unit;
import io.omniroute.routing.json.Body;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Quotas of connections: {@code {"window","unit","limit","hour","zone"}}. Pure. */
final class QuotaJson {
    private static final Set<String> FIELDS = Set.of("window", "unit", "limit", "hour", "zone");
    private static final BigDecimal MOST = new BigDecimal("1000000000000");

    private QuotaJson() {}

    static JsonArray write(List<QuotaWindow> windows) {
        JsonArrayBuilder array = Json.createArrayBuilder();
        for (QuotaWindow window : windows) {
            array.add(Json.createObjectBuilder()
                    .add("window", window.period().label())
                    .add("unit", window.unit().name().toLowerCase(Locale.ROOT))
                    .add("limit", window.limit())
                    .add("hour", window.hour())
                    .add("zone", window.zone().getId()));
        }
        return array.build();
    }

    /** The member {@code quotas} of a body. */
    static List<QuotaWindow> read(Body body) {
        List<QuotaWindow> windows = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (Body each : body.objects("quotas")) {
            QuotaWindow window = window(each.allow(FIELDS));
            if (!taken.add(window.period() + "/" + window.unit())) {
                throw each.invalid("window", "There is already a quota of this window and unit.");
            }
            windows.add(window);
        }
        return windows;
    }

    private static QuotaWindow window(Body body) {
        Period period = Period.find(body.requireText("window"))
                .orElseThrow(() -> body.invalid(
                        "window", "'" + body.path("window") + "' must be 5h, daily, weekly, monthly or credits."));
        BigDecimal limit = body.amount("limit").orElseThrow(() -> body.missing("limit"));
        if (limit.signum() == 0 || limit.compareTo(MOST) > 0 || limit.scale() > 12) {
            throw body.invalid("limit", "'" + body.path("limit") + "' must be more than 0 and at most " + MOST + ".");
        }
        int hour = body.whole("hour", 0, 23).orElse(0L).intValue();
        return new QuotaWindow(period, unit(body), limit, hour, zone(body));
    }

    private static Unit unit(Body body) {
        String text = body.requireText("unit");
        for (Unit unit : Unit.values()) {
            if (unit.name().toLowerCase(Locale.ROOT).equals(text)) {
                return unit;
            }
        }
        throw body.invalid("unit", "'" + body.path("unit") + "' must be requests, tokens or usd.");
    }

    private static ZoneId zone(Body body) {
        try {
            return body.line("zone", 64).map(ZoneId::of).orElse(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw body.invalid("zone", "'" + body.path("zone") + "' must be a time zone such as Europe/Berlin.");
        }
    }
}
