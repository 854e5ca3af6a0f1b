package io.omniroute.routing.diagnosis;

import io.omniroute.provider.catalog.ModelDescriptor;
import io.omniroute.provider.catalog.ProviderDescriptor;
import io.omniroute.provider.chat.FailureKind;
import io.omniroute.provider.chat.GatewayException;
import io.omniroute.provider.client.UpstreamCall;
import io.omniroute.provider.client.UpstreamReply;
import io.omniroute.provider.connection.Connection;
import io.omniroute.routing.administration.Providers;
import io.omniroute.routing.combo.ComboId;
import io.omniroute.routing.diagnosis.TestReport.Diagnosis;
import io.omniroute.routing.models.CustomModels;
import io.omniroute.routing.passage.Passage;
import io.omniroute.routing.passage.SidePassages;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Calls the vendor for real: its list of models, which costs nothing, or where it has none the smallest completion. Holds
 * no transaction meanwhile. Thread-safe.
 */
@ApplicationScoped
public class ConnectionTest {
    private static final int MAX_BODY = 64 * 1024;

    private final SidePassages client;
    private final Providers providers;
    private final CustomModels customModels;
    private final Clock clock;

    @Inject
    public ConnectionTest(SidePassages client, Providers providers, CustomModels customModels, Clock clock) {
        this.client = client;
        this.providers = providers;
        this.customModels = customModels;
        this.clock = clock;
    }

    protected ConnectionTest() { // for the CDI proxy
        this(null, null, null, null);
    }

    /** @param model for the completion; when it is named, the completion is asked for at once */
    public TestReport run(Connection connection, Optional<String> model) {
        return run(connection, model, List.of());
    }

    /** As a call that these combos led here. @param combos the innermost first */
    public TestReport run(Connection connection, Optional<String> model, List<ComboId> combos) {
        Optional<ProviderDescriptor> provider =
                providers.find(connection.provider().value());
        if (provider.isEmpty()) {
            return report(
                    0,
                    Duration.ZERO,
                    new Diagnosis(
                            "provider",
                            "gateway",
                            "unknown_provider",
                            "There is no provider '" + connection.provider() + "' any more."));
        }
        TestCalls calls = new TestCalls(provider.get(), connection);
        if (model.isPresent()) {
            return attempt(calls.completion(model.get()), connection, combos);
        }
        Optional<TestReport> listed = calls.models().map(call -> attempt(call, connection, combos));
        if (listed.isPresent() && !hasNoList(listed.get())) {
            return listed.get();
        }
        return someModel(provider.get())
                .map(name -> attempt(calls.completion(name), connection, combos))
                .or(() -> listed)
                .orElseGet(() -> report(
                        0,
                        Duration.ZERO,
                        new Diagnosis(
                                "model",
                                "gateway",
                                "model_required",
                                "The vendor has no list of models and none is known: name one in 'model'.")));
    }

    private static boolean hasNoList(TestReport report) {
        return report.statusCode() == 404 || report.statusCode() == 405 || report.statusCode() == 501;
    }

    private Optional<String> someModel(ProviderDescriptor provider) {
        return provider.models().stream().map(ModelDescriptor::id).findFirst().or(() -> customModels.list().stream()
                .filter(custom -> custom.provider().equals(provider.id()))
                .map(custom -> custom.model().id())
                .findFirst());
    }

    private TestReport attempt(UpstreamCall call, Connection connection, List<ComboId> combos) {
        Instant start = clock.instant();
        try (UpstreamReply reply = client.open(
                call,
                rules -> new Passage(rules, "", connection.provider(), Optional.of(connection.id()), combos, true))) {
            Duration latency = Duration.between(start, clock.instant());
            if (reply.status() >= 200 && reply.status() < 300) {
                return new TestReport(reply.status(), latency.toMillis(), now(), Optional.empty());
            }
            byte[] body = reply.body().readNBytes(MAX_BODY);
            String message = VendorMessages.read(body, reply.status(), connection.apiKey());
            return report(
                    reply.status(),
                    latency,
                    new Diagnosis(type(reply.status()), "upstream", Integer.toString(reply.status()), message));
        } catch (GatewayException e) {
            FailureKind kind = e.failure().kind();
            return report(
                    0,
                    Duration.between(start, clock.instant()),
                    new Diagnosis(
                            type(kind),
                            "network",
                            kind.name().toLowerCase(Locale.ROOT),
                            e.failure().message()));
        } catch (IOException e) {
            return report(
                    0,
                    Duration.between(start, clock.instant()),
                    new Diagnosis("network", "network", "read_failed", "The vendor's answer could not be read."));
        }
    }

    private static String type(int status) {
        return switch (status) {
            case 401, 403 -> "auth";
            case 402 -> "quota";
            case 404 -> "not_found";
            case 429 -> "rate_limit";
            default -> status >= 500 ? "vendor_error" : "rejected";
        };
    }

    private static String type(FailureKind kind) {
        return switch (kind) {
            case UPSTREAM_TIMEOUT -> "timeout";
            case FORBIDDEN -> "address";
            case PROXY_FAILED -> "proxy";
            default -> "network";
        };
    }

    private TestReport report(int status, Duration latency, Diagnosis diagnosis) {
        return new TestReport(status, latency.toMillis(), now(), Optional.of(diagnosis));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
