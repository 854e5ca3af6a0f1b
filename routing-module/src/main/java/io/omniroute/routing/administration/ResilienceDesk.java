package io.omniroute.routing.administration;

import io.omniroute.routing.audit.Actor;
import io.omniroute.routing.audit.AuditTrail;
import io.omniroute.routing.json.Body;
import io.omniroute.routing.settings.Settings;
import io.omniroute.routing.settings.SettingsStore;
import io.omniroute.routing.snapshot.ConfigurationVersion;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.transaction.Transactional;
import java.util.Optional;

/** Reads and changes the rules for accounts that fail. A change and its audit entry are one transaction. */
@ApplicationScoped
@Transactional
public class ResilienceDesk {
    private final SettingsStore store;
    private final AuditTrail trail;
    private final ConfigurationVersion version;

    @Inject
    public ResilienceDesk(SettingsStore store, AuditTrail trail, ConfigurationVersion version) {
        this.store = store;
        this.trail = trail;
        this.version = version;
    }

    protected ResilienceDesk() { // for the CDI proxy
        this(null, null, null);
    }

    public JsonObject current() {
        return ResilienceJson.write(store.read().resilience());
    }

    /** Members that the body does not name stay; null brings back the default. */
    public JsonObject patch(Body patch, Actor actor) {
        version.hold();
        Settings before = store.read();
        JsonObject old = ResilienceJson.write(before.resilience());
        Settings after = before.withResilience(ResilienceJson.read(patch.mergedOnto(old)));
        JsonObject changed = ResilienceJson.write(after.resilience());
        if (!after.equals(before)) {
            store.write(after);
            trail.changed(actor, "resilience.update", "settings", Optional.of(old), Optional.of(changed));
        }
        return changed;
    }
}
