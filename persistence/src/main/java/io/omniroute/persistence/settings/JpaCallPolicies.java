package io.omniroute.persistence.settings;

import io.omniroute.persistence.jpa.Texts;
import io.omniroute.routing.callpolicy.CallPolicies;
import io.omniroute.routing.callpolicy.CallPolicyJson;
import io.omniroute.routing.callpolicy.CallPolicyStore;
import io.omniroute.routing.callpolicy.CaptureSettingsJson;
import io.omniroute.routing.json.Body;
import io.omniroute.routing.snapshot.ConfigurationVersion;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.function.Function;

/** Keeps the policies in the database, one row each among the settings. */
@ApplicationScoped
@Transactional
public class JpaCallPolicies implements CallPolicyStore {
    private static final String IP_FILTER = "ipFilter";
    private static final String THINKING = "thinkingBudget";
    private static final String PROMPT = "systemPrompt";
    private static final String CAPTURE = "capture";

    private final EntityManager entities;
    private final ConfigurationVersion version;

    @Inject
    public JpaCallPolicies(EntityManager entities, ConfigurationVersion version) {
        this.entities = entities;
        this.version = version;
    }

    protected JpaCallPolicies() { // for the CDI proxy
        this(null, null);
    }

    @Override
    public CallPolicies read() {
        CallPolicies none = CallPolicies.DEFAULT;
        return new CallPolicies(
                find(IP_FILTER, CallPolicyJson::readFilter).orElse(none.ipFilter()),
                find(THINKING, CallPolicyJson::readThinking).orElse(none.thinking()),
                find(PROMPT, CallPolicyJson::readPrompt).orElse(none.prompt()),
                find(CAPTURE, CaptureSettingsJson::read).orElse(none.capture()));
    }

    @Override
    public void write(CallPolicies policies) {
        put(IP_FILTER, CallPolicyJson.write(policies.ipFilter()).build());
        put(THINKING, CallPolicyJson.write(policies.thinking()));
        put(PROMPT, CallPolicyJson.write(policies.prompt()));
        put(CAPTURE, CaptureSettingsJson.write(policies.capture()));
        version.bump();
    }

    private <T> Optional<T> find(String name, Function<Body, T> reader) {
        return Optional.ofNullable(entities.find(SettingEntity.class, name))
                .map(row -> reader.apply(Body.of(Texts.object(row.value()))));
    }

    private void put(String name, JsonObject value) {
        SettingEntity found = entities.find(SettingEntity.class, name);
        if (found == null) {
            entities.persist(new SettingEntity(name, value.toString()));
        } else {
            found.value(value.toString());
        }
    }
}
