package io.omniroute.routing.administration;

import io.omniroute.routing.audit.Actor;
import io.omniroute.routing.audit.AuditTrail;
import io.omniroute.routing.json.Body;
import io.omniroute.routing.policy.RoutingPolicies;
import io.omniroute.routing.policy.RoutingPolicy;
import io.omniroute.routing.policy.RoutingPolicyJson;
import io.omniroute.routing.snapshot.ConfigurationVersion;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.transaction.Transactional;
import java.util.Optional;

/** Reads and changes the routing policy. A change and its audit entry are one transaction. */
@ApplicationScoped
@Transactional
public class RoutingDesk {
    private final RoutingPolicies policies;
    private final Providers providers;
    private final AuditTrail trail;
    private final ConfigurationVersion version;

    @Inject
    public RoutingDesk(RoutingPolicies policies, Providers providers, AuditTrail trail, ConfigurationVersion version) {
        this.policies = policies;
        this.providers = providers;
        this.trail = trail;
        this.version = version;
    }

    protected RoutingDesk() { // for the CDI proxy
        this(null, null, null, null);
    }

    public JsonObject current() {
        return RoutingPolicyJson.write(policies.read());
    }

    /** Members that the body does not name stay; null brings back the default. */
    public JsonObject patch(Body patch, Actor actor) {
        version.hold();
        return replace(patch.mergedOnto(current()), actor);
    }

    /** Members that the body does not name go back to their defaults. */
    public JsonObject replace(Body body, Actor actor) {
        version.hold();
        RoutingPolicy before = policies.read();
        RoutingPolicy after = RoutingPolicyJson.read(body, providers::requireId);
        if (!after.equals(before)) {
            policies.write(after);
            trail.changed(
                    actor,
                    "routing.update",
                    "routing",
                    Optional.of(RoutingPolicyJson.write(before)),
                    Optional.of(RoutingPolicyJson.write(after)));
        }
        return RoutingPolicyJson.write(after);
    }
}
