package io.omniroute.persistence.settings;

import io.omniroute.provider.catalog.ProviderId;
import io.omniroute.routing.json.Body;
import io.omniroute.routing.policy.RoutingPolicies;
import io.omniroute.routing.policy.RoutingPolicy;
import io.omniroute.routing.policy.RoutingPolicyJson;
import io.omniroute.routing.snapshot.ConfigurationVersion;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonReader;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.io.StringReader;

/** Keeps the routing policy in the database, as one row among the settings. */
@ApplicationScoped
@Transactional
public class JpaRoutingPolicies implements RoutingPolicies {
    private static final String ROUTING = "routing";

    private final EntityManager entities;
    private final ConfigurationVersion version;

    @Inject
    public JpaRoutingPolicies(EntityManager entities, ConfigurationVersion version) {
        this.entities = entities;
        this.version = version;
    }

    protected JpaRoutingPolicies() { // for the CDI proxy
        this(null, null);
    }

    @Override
    public RoutingPolicy read() {
        SettingEntity found = entities.find(SettingEntity.class, ROUTING);
        if (found == null) {
            return RoutingPolicy.DEFAULT;
        }
        try (JsonReader reader = Json.createReader(new StringReader(found.value()))) {
            // the names were checked when they came in
            return RoutingPolicyJson.read(Body.of(reader.readObject()), (name, path) -> new ProviderId(name));
        }
    }

    @Override
    public void write(RoutingPolicy policy) {
        String json = RoutingPolicyJson.write(policy).toString();
        SettingEntity found = entities.find(SettingEntity.class, ROUTING);
        if (found == null) {
            entities.persist(new SettingEntity(ROUTING, json));
        } else {
            found.value(json);
        }
        version.bump();
    }
}
