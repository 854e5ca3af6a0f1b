package io.omniroute.routing.api.management;

import io.omniroute.provider.client.SideCalls;
import io.omniroute.routing.access.ClientAddress;
import io.omniroute.routing.access.Logins;
import io.omniroute.routing.access.Role;
import io.omniroute.routing.access.User;
import io.omniroute.routing.administration.BodiesDesk;
import io.omniroute.routing.administration.RatingDesk;
import io.omniroute.routing.affinity.Affinity;
import io.omniroute.routing.cache.AnswerCache;
import io.omniroute.routing.cache.semantic.AnswerCaches;
import io.omniroute.routing.diagnosis.ComboTest;
import io.omniroute.routing.diagnosis.ConnectionTest;
import io.omniroute.routing.diagnosis.TestReports;
import io.omniroute.routing.fakes.Desk;
import io.omniroute.routing.fakes.DrainedJournal;
import io.omniroute.routing.fakes.FakeClock;
import io.omniroute.routing.fakes.FixedSnapshots;
import io.omniroute.routing.fakes.MemoryAttempts;
import io.omniroute.routing.fakes.MemoryBodies;
import io.omniroute.routing.fakes.MemoryLedger;
import io.omniroute.routing.fakes.MemoryProxyLog;
import io.omniroute.routing.fakes.ScriptedVendor;
import io.omniroute.routing.gateway.CallWatch;
import io.omniroute.routing.gateway.DrainGate;
import io.omniroute.routing.health.Casualties;
import io.omniroute.routing.health.Circuits;
import io.omniroute.routing.limits.ConnectionLimits;
import io.omniroute.routing.limits.UsedLimits;
import io.omniroute.routing.passage.ProxyCheck;
import io.omniroute.routing.passage.SidePassages;
import io.omniroute.routing.quota.QuotaBook;
import io.omniroute.routing.rating.Rerating;
import io.omniroute.routing.resolution.Fixture;
import io.omniroute.routing.session.Sessions;
import io.omniroute.routing.snapshot.Snapshot;
import io.omniroute.routing.snapshot.Snapshots;
import io.omniroute.routing.spending.Spending;
import io.omniroute.routing.spending.SpendingBooks;
import io.omniroute.routing.telemetry.Timings;
import io.omniroute.routing.traffic.ComboTraffic;
import io.omniroute.routing.usage.JournalState;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.StringReader;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.glassfish.jersey.internal.MapPropertiesDelegate;
import org.glassfish.jersey.internal.inject.AbstractBinder;
import org.glassfish.jersey.server.ApplicationHandler;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.ContainerResponse;
import org.glassfish.jersey.server.ResourceConfig;

/** The whole management API in Jersey, without a network: filters, mappers and all. One login per role. */
final class ManagementServer {
    static final String PASSWORD = "correct horse battery";
    private static final Clock NOW = Clock.systemUTC();
    private static final URI BASE = URI.create("http://gateway.example:20128/");

    final Desk desk = new Desk();
    final FakeClock clock = new FakeClock();
    final ComboTraffic comboTraffic = new ComboTraffic();
    final MemoryLedger ledger = new MemoryLedger();
    final MemoryAttempts attempts = new MemoryAttempts();
    final MemoryBodies bodies = new MemoryBodies();
    final AnswerCache cache = new AnswerCache();
    final Spending spending = new Spending(clock, told -> {});
    final Circuits circuits = new Circuits();
    final Casualties casualties = new Casualties();
    final Timings timings = new Timings();
    final Sessions sessions = new Sessions();
    final Affinity affinity = new Affinity();
    final QuotaBook quotaBook = new QuotaBook();
    final ConnectionLimits limits = UsedLimits.byDefault();
    private final FreshStart start = new FreshStart(circuits, casualties, limits, quotaBook);
    final ScriptedVendor vendor = new ScriptedVendor();
    final MemoryProxyLog proxyLog = new MemoryProxyLog();
    String peer = "192.0.2.7";
    Optional<Duration> databaseAnswer = Optional.of(Duration.ofMillis(3));
    private final ApplicationHandler handler;

    /** What came back. */
    record Answer(int status, ContainerResponse response, String text) {
        JsonObject json() {
            try (JsonReader reader = Json.createReader(new StringReader(text))) {
                return reader.readObject();
            }
        }

        String field() {
            return json().getJsonObject("error").getString("field", "");
        }

        String id() {
            return json().getString("id");
        }
    }

    ManagementServer() {
        for (Role role : Role.values()) {
            desk.stores.users.put(new User(name(role), desk.passwords.hash(PASSWORD), role));
        }
        desk.stores.writes = 0;
        ResourceConfig config = new ResourceConfig();
        registerResources(config);
        registerProviders(config);
        HttpServletRequest request = (HttpServletRequest) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> method.getName().equals("getRemoteAddr") ? peer : null);
        config.register(new AbstractBinder() {
            @Override
            protected void configure() {
                bind(request).to(HttpServletRequest.class);
            }
        });
        handler = new ApplicationHandler(config);
    }

    static String name(Role role) {
        return role.name().toLowerCase(java.util.Locale.ROOT);
    }

    private void registerResources(ResourceConfig config) {
        ConnectionTest test = new ConnectionTest(sides(), desk.providers, desk.stores.customModels, NOW);
        ComboTest comboTest = new ComboTest(test, desk.stores.combos, desk.stores.connections, desk.providers);
        config.register(new ComboResource(desk.administration, desk.combos, desk.template, comboTest, desk.trail))
                .register(new ComboMetricsResource(desk.administration, desk.combos, comboTraffic, desk.trail))
                .register(new RoutingResource(desk.routing));
        config.register(new NodeResource(desk.administration, desk.nodes))
                .register(new ConnectionResource(
                        desk.administration,
                        desk.connections,
                        test,
                        new ConnectionFacts(new TestReports(), circuits, start, desk.providers),
                        desk.trail))
                .register(new KeyResource(desk.administration, desk.keys, NOW))
                .register(new AliasResource(desk.administration, desk.aliases))
                .register(new CustomModelResource(desk.administration, desk.customModels, desk.providers))
                .register(new UserResource(desk.administration, desk.users))
                .register(new ProxyResource(desk.proxies, new ProxyCheck(vendor), desk.trail))
                .register(new ProxyLogResource(proxyLog, proxyLog.queue, desk.trail))
                .register(new PricingResource(desk.prices))
                .register(new SettingsResource(desk.settings))
                .register(new IpFilterResource(desk.policies))
                .register(new ThinkingBudgetResource(desk.policies))
                .register(new SystemPromptResource(desk.policies))
                .register(new TlsResource())
                .register(new ConfigResource(desk.configuration))
                .register(new UsageResource(ledger, ratingDesk(), quotas(), NOW))
                .register(new UsageLogResource(ledger, names(), new BodiesDesk(bodies, desk.trail)))
                .register(new AttemptResource(attempts, ledger, names()))
                .register(new BodiesResource(new BodiesDesk(bodies, desk.trail)))
                .register(new CaptureSettingsResource(desk.policies))
                .register(new CacheSettingsResource(desk.cache))
                .register(new CacheStatsResource(AnswerCaches.exactOnly(cache), desk.extension, desk.trail))
                .register(new BudgetResource(desk.administration, desk.budgets, spending))
                .register(new AuditResource(desk.stores.audit))
                .register(new CatalogResource(desk.providers))
                .register(new HealthResource(
                        limit -> databaseAnswer,
                        new WritableJournal(),
                        new VendorHealth(new FixedSnapshots(desk.stores), circuits, rateLimits()),
                        new TrafficHealth(new DrainGate(), new CallWatch(null), timings, sessions, cache)))
                .register(new TelemetryResource(timings))
                .register(new SessionResource(sessions, affinity, desk.trail))
                .register(new ResilienceResource(desk.resilience, circuits, start, rateLimits(), desk.trail))
                .register(new RateLimitResource(rateLimits()))
                .register(new AvailabilityResource(circuits, desk.providers, desk.trail))
                .register(new UndeclaredResource());
    }

    private SidePassages sides() {
        return new SidePassages(new SideCalls(vendor), proxyLog.passages(), new FixedSnapshots(desk.stores));
    }

    private CallNames names() {
        return new CallNames(desk.stores.connections, desk.stores.keys);
    }

    private RatingDesk ratingDesk() {
        FixedSnapshots snapshots = new FixedSnapshots(desk.stores);
        SpendingBooks books = new SpendingBooks(spending, (budget, span) -> BigDecimal.ZERO, ledger, snapshots, NOW);
        return new RatingDesk(
                new Rerating(ledger, ledger.corrections, new DrainedJournal(), NOW),
                snapshots,
                desk.providers,
                books,
                desk.trail);
    }

    private RateLimits rateLimits() {
        return new RateLimits(desk.stores.connections, desk.providers, limits, quotas(), NOW);
    }

    private Quotas quotas() {
        return new Quotas(desk.stores.connections, quotaBook, NOW);
    }

    private void registerProviders(ResourceConfig config) {
        Logins logins = new Logins(desk.stores.users, desk.passwords, desk.trail, clock);
        ClientAddress addresses = new ClientAddress(Optional.of("10.0.0.0/8"));
        Snapshots snapshots = new Snapshots(null) {
            @Override
            public Snapshot current() {
                return Fixture.snapshot(desk.stores.callPolicies.read());
            }
        };
        config.register(new ManagementLogin(logins, addresses, desk.trail))
                .register(new AddressGate(snapshots, addresses, desk.trail))
                .register(new RoleGate(desk.trail))
                .register(new ManagementAnswers())
                .register(new RefusalMapper())
                .register(new DuplicateMapper())
                .register(new BodyReader())
                .register(new UnexpectedMapper());
    }

    Answer as(Role role, String method, String path, String body) {
        return send(method, path, body, Map.of("Authorization", basic(name(role), PASSWORD)));
    }

    Answer admin(String method, String path, String body) {
        return as(Role.ADMIN, method, path, body);
    }

    Answer admin(String method, String path) {
        return as(Role.ADMIN, method, path, "");
    }

    static String basic(String name, String password) {
        byte[] pair = (name + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    /** A body is sent as JSON unless the headers say otherwise. */
    Answer send(String method, String path, String body, Map<String, String> headers) {
        ContainerRequest request = new ContainerRequest(
                BASE, BASE.resolve(path), method, null, new MapPropertiesDelegate(), handler.getConfiguration());
        Map<String, String> all = new LinkedHashMap<>(Map.of("Host", "gateway.example:20128"));
        if (!body.isEmpty()) {
            all.put("Content-Type", "application/json");
            request.setEntityStream(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
        }
        all.putAll(headers);
        all.forEach(request::header);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ContainerResponse response = handler.apply(request, out).get();
            return new Answer(response.getStatus(), response, out.toString(StandardCharsets.UTF_8));
        } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
            throw new AssertionError("the server did not answer", e);
        }
    }

    private static final class WritableJournal implements JournalState {
        @Override
        public boolean writable() {
            return true;
        }

        @Override
        public long pending() {
            return 7;
        }
    }
}
