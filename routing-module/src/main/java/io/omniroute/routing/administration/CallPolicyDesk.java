package io.omniroute.routing.administration;

import io.omniroute.routing.audit.Actor;
import io.omniroute.routing.audit.AuditTrail;
import io.omniroute.routing.callpolicy.CallPolicies;
import io.omniroute.routing.callpolicy.CallPolicyJson;
import io.omniroute.routing.callpolicy.CallPolicyStore;
import io.omniroute.routing.callpolicy.CaptureSettingsJson;
import io.omniroute.routing.ipfilter.Ban;
import io.omniroute.routing.ipfilter.Bans;
import io.omniroute.routing.ipfilter.IpFilter;
import io.omniroute.routing.json.Body;
import io.omniroute.routing.json.Refusal;
import io.omniroute.routing.snapshot.ConfigurationVersion;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.Set;

/** Reads and changes the policies that hold for every call. A change and its audit entry are one transaction. */
@ApplicationScoped
@Transactional
public class CallPolicyDesk {
    private final CallPolicyStore store;
    private final Bans bans;
    private final AuditTrail trail;
    private final ConfigurationVersion version;

    @Inject
    public CallPolicyDesk(CallPolicyStore store, Bans bans, AuditTrail trail, ConfigurationVersion version) {
        this.store = store;
        this.bans = bans;
        this.trail = trail;
        this.version = version;
    }

    protected CallPolicyDesk() { // for the CDI proxy
        this(null, null, null, null);
    }

    /** All of them, as configuration files hold them. */
    public JsonObject current() {
        CallPolicies policies = store.read();
        return Json.createObjectBuilder()
                .add("ipFilter", CallPolicyJson.write(policies.ipFilter()))
                .add("thinkingBudget", CallPolicyJson.write(policies.thinking()))
                .add("systemPrompt", CallPolicyJson.write(policies.prompt()))
                .add("capture", CaptureSettingsJson.write(policies.capture()))
                .build();
    }

    /** Replaces those that the body names. */
    public void apply(Body body, Actor actor) {
        body.allow(Set.of("ipFilter", "thinkingBudget", "systemPrompt", "capture"));
        body.object("ipFilter").ifPresent(filter -> setFilter(filter, actor));
        body.object("thinkingBudget").ifPresent(thinking -> setThinking(thinking, actor));
        body.object("systemPrompt").ifPresent(prompt -> setPrompt(prompt, actor));
        body.object("capture").ifPresent(capture -> setCapture(capture, actor));
    }

    /** With the bans of this node. */
    public JsonObject filter() {
        JsonArrayBuilder current = Json.createArrayBuilder();
        bans.current()
                .forEach(ban -> current.add(Json.createObjectBuilder()
                        .add("ip", ban.address())
                        .add("reason", ban.reason())
                        .add("expiresAt", ban.until().toString())));
        return CallPolicyJson.write(store.read().ipFilter())
                .add("tempBans", current)
                .build();
    }

    /** @throws Refusal 422 too when it would shut out who sets it */
    public JsonObject setFilter(Body body, Actor actor) {
        IpFilter filter = CallPolicyJson.readFilter(body);
        if (filter.coverManagement() && !filter.lets(actor.address()) && !Bans.isLoopback(actor.address())) {
            throw body.invalid("coverManagement", "This would shut you out: your address is " + actor.address() + ".");
        }
        version.hold();
        CallPolicies before = store.read();
        changed("ip-filter", before, before.with(filter), actor);
        return filter();
    }

    /** @param address or its network, as {@link #filter} shows it. @throws Refusal 404 when this node holds no such ban */
    public void lift(String address, Actor actor) {
        Ban lifted =
                bans.lift(address).orElseThrow(() -> Refusal.notFound("The address '" + address + "' is not banned."));
        trail.changed(
                actor,
                "ban.delete",
                "ban:" + lifted.address(),
                Optional.of(Json.createObjectBuilder()
                        .add("ip", lifted.address())
                        .add("reason", lifted.reason())
                        .build()),
                Optional.empty());
    }

    public JsonObject thinking() {
        return CallPolicyJson.write(store.read().thinking());
    }

    public JsonObject setThinking(Body body, Actor actor) {
        version.hold();
        CallPolicies before = store.read();
        changed("thinking-budget", before, before.with(CallPolicyJson.readThinking(body)), actor);
        return thinking();
    }

    public JsonObject prompt() {
        return CallPolicyJson.write(store.read().prompt());
    }

    public JsonObject setPrompt(Body body, Actor actor) {
        version.hold();
        CallPolicies before = store.read();
        changed("system-prompt", before, before.with(CallPolicyJson.readPrompt(body)), actor);
        return prompt();
    }

    public JsonObject capture() {
        return CaptureSettingsJson.write(store.read().capture());
    }

    public JsonObject setCapture(Body body, Actor actor) {
        version.hold();
        CallPolicies before = store.read();
        changed("capture", before, before.with(CaptureSettingsJson.read(body)), actor);
        return capture();
    }

    private void changed(String target, CallPolicies before, CallPolicies after, Actor actor) {
        if (after.equals(before)) {
            return;
        }
        JsonObject old = current();
        store.write(after);
        trail.changed(actor, "settings.update", "settings/" + target, Optional.of(old), Optional.of(current()));
    }
}
