package io.omniroute.persistence.settings;

import io.omniroute.persistence.jpa.Texts;
import io.omniroute.routing.settings.Settings;
import io.omniroute.routing.settings.SettingsStore;
import io.omniroute.routing.snapshot.ConfigurationVersion;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.Set;

/** Keeps the settings in the database, one row each, so that a new one needs no migration. */
@ApplicationScoped
@Transactional
public class JpaSettingsStore implements SettingsStore {
    private static final String DEMO_PROVIDER = "demoProvider";
    private static final String BLOCKED_PROVIDERS = "blockedProviders";
    private static final String RESILIENCE = "resilience";

    private final EntityManager entities;
    private final ConfigurationVersion version;

    @Inject
    public JpaSettingsStore(EntityManager entities, ConfigurationVersion version) {
        this.entities = entities;
        this.version = version;
    }

    protected JpaSettingsStore() { // for the CDI proxy
        this(null, null);
    }

    @Override
    public Settings read() {
        return new Settings(
                find(DEMO_PROVIDER).map(Boolean::parseBoolean).orElse(Settings.DEFAULT.demoProvider()),
                find(BLOCKED_PROVIDERS)
                        .map(json -> Set.copyOf(Texts.list(json)))
                        .orElse(Settings.DEFAULT.blockedProviders()),
                find(RESILIENCE)
                        .map(json -> ResilienceTexts.read(Texts.map(json)))
                        .orElse(Settings.DEFAULT.resilience()));
    }

    @Override
    public void write(Settings settings) {
        put(DEMO_PROVIDER, String.valueOf(settings.demoProvider()));
        put(
                BLOCKED_PROVIDERS,
                Texts.json(settings.blockedProviders().stream().sorted().toList()));
        put(RESILIENCE, Texts.json(ResilienceTexts.write(settings.resilience())));
        version.bump();
    }

    private Optional<String> find(String name) {
        return Optional.ofNullable(entities.find(SettingEntity.class, name)).map(SettingEntity::value);
    }

    private void put(String name, String value) {
        SettingEntity found = entities.find(SettingEntity.class, name);
        if (found == null) {
            entities.persist(new SettingEntity(name, value));
        } else {
            found.value(value);
        }
    }
}
