package io.omniroute.routing.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.omniroute.provider.catalog.ProviderId;
import io.omniroute.routing.audit.Actor;
import io.omniroute.routing.audit.AuditEntry;
import io.omniroute.routing.callpolicy.CallPolicies;
import io.omniroute.routing.fakes.Desk;
import io.omniroute.routing.json.Body;
import io.omniroute.routing.json.Refusal;
import io.omniroute.routing.settings.Settings;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two changes at once through each desk that writes: the one behind waits, and begins with what the one ahead left. */
class ChangesAheadTest {
    private static final Actor ADMIN = new Actor("admin", "127.0.0.1");

    private final Desk desk = new Desk();

    @Test
    void routingPoliciesKeepWhatWasPatchedMeanwhile() {
        meanwhile("{\"firstTokens\":7}", patch -> desk.routing.patch(patch, ADMIN));
        desk.routing.patch(body("{\"stickyRoundRobinLimit\":5}"), ADMIN);
        assertThat(desk.routing.current().getInt("firstTokens")).isEqualTo(7);
        assertThat(desk.routing.current().getInt("stickyRoundRobinLimit")).isEqualTo(5);
        theSecondBeganWithTheFirst("\"firstTokens\":7");
    }

    @Test
    void routingPoliciesAreReplacedAfterWhatWasPatchedMeanwhile() {
        meanwhile("{\"firstTokens\":7}", patch -> desk.routing.patch(patch, ADMIN));
        desk.routing.replace(body("{\"stickyRoundRobinLimit\":5}"), ADMIN);
        assertThat(desk.routing.current().getInt("stickyRoundRobinLimit")).isEqualTo(5);
        theSecondBeganWithTheFirst("\"firstTokens\":7");
    }

    @Test
    void settingsKeepWhatWasPatchedMeanwhile() {
        meanwhile("{\"blockedProviders\":[\"openai\"]}", patch -> desk.settings.patch(patch, ADMIN));
        desk.settings.patch(body("{\"demoProvider\":" + !Settings.DEFAULT.demoProvider() + "}"), ADMIN);
        assertThat(desk.stores.settings.read().blockedProviders()).isEqualTo(Set.of("openai"));
        assertThat(desk.stores.settings.read().demoProvider()).isNotEqualTo(Settings.DEFAULT.demoProvider());
    }

    @Test
    void settingsAndResilienceAreOneRecordAndKeepEachOther() {
        meanwhile("{\"blockedProviders\":[\"openai\"]}", patch -> desk.settings.patch(patch, ADMIN));
        desk.resilience.patch(body("{\"waitForCooldown\":1234}"), ADMIN);
        assertThat(desk.stores.settings.read().blockedProviders()).isEqualTo(Set.of("openai"));
        assertThat(desk.resilience.current().getInt("waitForCooldown")).isEqualTo(1234);
    }

    @ParameterizedTest
    @ValueSource(strings = {"filter", "thinking", "capture", "prompt", "file"})
    void policiesKeepWhatWasSetMeanwhile(String which) {
        CallPolicies none = CallPolicies.DEFAULT;
        if ("prompt".equals(which)) {
            meanwhile("{\"enabled\":true,\"retentionDays\":3}", capture -> desk.policies.setCapture(capture, ADMIN));
        } else {
            meanwhile("{\"enabled\":true,\"prompt\":\"Be kind.\"}", prompt -> desk.policies.setPrompt(prompt, ADMIN));
        }
        switch (which) {
            case "filter" -> desk.policies.setFilter(body("{\"mode\":\"whitelist\"}"), ADMIN);
            case "thinking" -> desk.policies.setThinking(body("{\"mode\":\"custom\",\"customBudget\":2000}"), ADMIN);
            case "capture" -> desk.policies.setCapture(body("{\"enabled\":true,\"retentionDays\":3}"), ADMIN);
            case "prompt" -> desk.policies.setPrompt(body("{\"enabled\":true,\"prompt\":\"Be kind.\"}"), ADMIN);
            default -> desk.policies.apply(body("{\"ipFilter\":{\"mode\":\"whitelist\"}}"), ADMIN);
        }
        CallPolicies kept = desk.stores.callPolicies.read();
        assertThat(kept.prompt()).isNotEqualTo(none.prompt());
        assertThat(kept.with(none.prompt())).isNotEqualTo(none);
    }

    @Test
    void theCacheIsSetAfterWhatWasSetMeanwhile() {
        meanwhile("{\"ttlSeconds\":77}", settings -> desk.cache.set(settings, ADMIN));
        desk.cache.set(body("{\"ttlSeconds\":88}"), ADMIN);
        assertThat(desk.cache.current().getInt("ttlSeconds")).isEqualTo(88);
        theSecondBeganWithTheFirst("\"ttlSeconds\":77");
    }

    @Test
    void proxiesOfOtherPlacesKeepWhatWasSetMeanwhile() {
        meanwhile(proxy("global", "first.example"), rule -> desk.proxies.set(rule, ADMIN));
        desk.proxies.set(body(proxy("provider\",\"id\":\"openai", "second.example")), ADMIN);
        assertThat(desk.stores.proxies.read().byPlace()).hasSize(2);
    }

    @Test
    void proxiesOfAFileAreLaidOverWhatWasSetMeanwhile() {
        meanwhile(proxy("global", "first.example"), rule -> desk.proxies.set(rule, ADMIN));
        desk.proxies.apply(
                body("{\"providers\":{\"openai\":{\"type\":\"http\",\"host\":\"second.example\",\"port\":3128}}}"),
                ADMIN);
        assertThat(desk.stores.proxies.read().byPlace()).hasSize(2);
    }

    @Test
    void aProxyThatWasTakenAwayMeanwhileIsNotTakenAwayAgain() {
        desk.proxies.set(body(proxy("global", "first.example")), ADMIN);
        desk.version.ahead = () -> desk.proxies.remove("global", Optional.empty(), ADMIN);
        assertThatThrownBy(() -> desk.proxies.remove("global", Optional.empty(), ADMIN))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.status()).isEqualTo(404));
    }

    @Test
    void aPriceThatWasSetMeanwhileIsNotSetAgain() {
        String price = "{\"openai\":{\"gpt-4o\":{\"input\":3,\"output\":4,\"validFrom\":\"2027-01-01T00:00:00Z\"}}}";
        meanwhile(price, prices -> desk.prices.set(prices, ADMIN));
        desk.prices.set(body(price), ADMIN);
        assertThat(desk.stores.audit.entries()).hasSize(1);
    }

    @Test
    void aPriceThatWasRemovedMeanwhileIsNotRemovedAgain() {
        ProviderId openai = new ProviderId("openai");
        desk.prices.set(body("{\"openai\":{\"gpt-4o\":{\"input\":3,\"output\":4}}}"), ADMIN);
        desk.version.ahead = () -> desk.prices.remove(openai, Optional.empty(), Optional.empty(), ADMIN);
        assertThatThrownBy(() -> desk.prices.remove(openai, Optional.empty(), Optional.empty(), ADMIN))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.status()).isEqualTo(404));
    }

    private void meanwhile(String json, Consumer<Body> change) {
        desk.version.ahead = () -> change.accept(body(json));
    }

    private void theSecondBeganWithTheFirst(String written) {
        AuditEntry second = desk.stores.audit.last();
        assertThat(second.before().orElseThrow()).contains(written);
    }

    private static String proxy(String place, String host) {
        return "{\"level\":\"" + place + "\",\"proxy\":{\"type\":\"http\",\"host\":\"" + host + "\",\"port\":3128}}";
    }

    private static Body body(String json) {
        return Body.parse(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }
}
