package io.omniroute.routing.administration;

import io.omniroute.routing.audit.Actor;
import io.omniroute.routing.audit.AuditTrail;
import io.omniroute.routing.json.Body;
import io.omniroute.routing.settings.Settings;
import io.omniroute.routing.settings.SettingsStore;
import io.omniroute.routing.snapshot.ConfigurationVersion;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads and changes the settings: {@code {"demoProvider","blockedProviders","resilience"}}. A change and its audit entry are one transaction. */
@ApplicationScoped
@Transactional
public class SettingsDesk {
    private static final Set<String> FIELDS = Set.of("demoProvider", "blockedProviders", "resilience");

    private final SettingsStore store;
    private final Providers providers;
    private final AuditTrail trail;
    private final ConfigurationVersion version;

    @Inject
    public SettingsDesk(SettingsStore store, Providers providers, AuditTrail trail, ConfigurationVersion version) {
        this.store = store;
        this.providers = providers;
        this.trail = trail;
        this.version = version;
    }

    protected SettingsDesk() { // for the CDI proxy
        this(null, null, null, null);
    }

    public JsonObject current() {
        return write(store.read());
    }

    /** Members that the body does not name stay; null brings back the default. */
    public JsonObject patch(Body patch, Actor actor) {
        version.hold();
        Settings before = store.read();
        Settings after = read(patch.mergedOnto(write(before)));
        if (!after.equals(before)) {
            store.write(after);
            trail.changed(actor, "settings.update", "settings", Optional.of(write(before)), Optional.of(write(after)));
        }
        return write(after);
    }

    private Settings read(Body body) {
        body.allow(FIELDS);
        List<String> names = body.lines("blockedProviders", 64).orElse(List.of());
        Set<String> blocked = new TreeSet<>();
        for (int i = 0; i < names.size(); i++) {
            String path = body.path("blockedProviders") + "[" + i + "]";
            blocked.add(providers.requireId(names.get(i), path).value());
        }
        return new Settings(
                body.flag("demoProvider").orElse(Settings.DEFAULT.demoProvider()),
                blocked,
                body.object("resilience").map(ResilienceJson::read).orElse(Settings.DEFAULT.resilience()));
    }

    private static JsonObject write(Settings settings) {
        JsonArrayBuilder blocked = Json.createArrayBuilder();
        new TreeSet<>(settings.blockedProviders()).forEach(blocked::add);
        return Json.createObjectBuilder()
                .add("demoProvider", settings.demoProvider())
                .add("blockedProviders", blocked)
                .add("resilience", ResilienceJson.write(settings.resilience()))
                .build();
    }
}
