package io.omniroute.routing.gateway;

import io.omniroute.provider.catalog.Price;
import io.omniroute.provider.catalog.ProviderDescriptor;
import io.omniroute.provider.catalog.ProviderId;
import io.omniroute.provider.codec.Codecs;
import io.omniroute.provider.connection.AccountStrategy;
import io.omniroute.provider.connection.Connection;
import io.omniroute.provider.wire.WireFormat;
import io.omniroute.routing.access.ApiKey;
import io.omniroute.routing.access.ClientAddress;
import io.omniroute.routing.admission.CallGuards;
import io.omniroute.routing.attempt.AttemptGuard;
import io.omniroute.routing.attempt.AttemptGuards;
import io.omniroute.routing.cache.AnswerCache;
import io.omniroute.routing.cache.CacheSettings;
import io.omniroute.routing.capture.Captures;
import io.omniroute.routing.combo.Combo;
import io.omniroute.routing.cost.DatedPrice;
import io.omniroute.routing.cost.PriceList;
import io.omniroute.routing.egress.ProxyRules;
import io.omniroute.routing.ipfilter.Bans;
import io.omniroute.routing.operations.CallMetrics;
import io.omniroute.routing.policy.RoutingPolicy;
import io.omniroute.routing.replay.Replays;
import io.omniroute.routing.resolution.Fixture;
import io.omniroute.routing.settings.Settings;
import io.omniroute.routing.snapshot.Routes;
import io.omniroute.routing.snapshot.Snapshot;
import io.omniroute.routing.snapshot.Snapshots;
import io.omniroute.routing.usage.UsageRecord;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The road of a call with four providers, {@code subscription}, {@code key}, {@code cheap} and {@code free}, and one script for all. */
final class ComboRoad {
    static final String JSON = "application/json";
    static final String SSE = "text/event-stream";
    static final String WHOLE =
            "{\"id\":\"c\",\"object\":\"chat.completion\",\"model\":\"m\",\"choices\":[{\"index\":0,"
                    + "\"message\":{\"role\":\"assistant\",\"content\":\"hi\"},\"finish_reason\":\"stop\"}],"
                    + "\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1,\"total_tokens\":2}}";
    static final String END = "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"model\":\"m\","
            + "\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n";

    final FakeVendor vendor = new FakeVendor();
    final FakeWays ways = new FakeWays();
    final List<UsageRecord> journal = new ArrayList<>();
    final Map<String, String> headers = new HashMap<>();
    final List<Combo> combos = new ArrayList<>();
    AccountStrategy accountStrategy = AccountStrategy.FILL_FIRST;
    WireFormat vendorFormat = WireFormat.OPENAI_CHAT;
    int accounts = 1;
    boolean sessionAffinity = true;
    CacheSettings cache = CacheSettings.DEFAULT;
    RecordedReply reply = new RecordedReply();
    private final Map<Integer, List<Connection>> fleets = new HashMap<>();
    private final ApiKey key = Fixture.openKey();
    private final List<DatedPrice> prices = new ArrayList<>();
    private final Ways wiring = ways.ways();
    private final Replays replays = new Replays();
    private final AnswerCache answers = new AnswerCache();
    final List<AttemptGuard> guards = new ArrayList<>(List.of(ways.accounts));
    /** Providers that were asked in vain, and those that were not asked. */
    final List<String> failed = new ArrayList<>();

    final List<String> passedOver = new ArrayList<>();
    private final CallMetrics metrics = new SilentMetrics() {
        @Override
        public void attemptFailed(String provider) {
            failed.add(provider);
        }

        @Override
        public void passedOver(String provider) {
            passedOver.add(provider);
        }
    };

    static String chunks(String... texts) {
        StringBuilder stream = new StringBuilder();
        for (String text : texts) {
            stream.append(
                            "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"model\":\"m\",\"choices\":[{\"index\":0,"
                                    + "\"delta\":{\"content\":\"")
                    .append(text)
                    .append("\"},\"finish_reason\":null}]}\n\n");
        }
        return stream.toString();
    }

    Combo combo(Combo combo) {
        combos.add(combo);
        return combo;
    }

    void price(String provider, String input) {
        Price price =
                new Price(new BigDecimal(input), BigDecimal.ONE, Optional.empty(), Optional.empty(), Optional.empty());
        prices.add(new DatedPrice(new ProviderId(provider), "m", price, Instant.EPOCH));
    }

    ProxyRules proxies = ProxyRules.NONE;

    /** Who served so many calls in a row, all of them well. */
    List<String> served(String model, int calls) {
        return served(model, calls, "X-OmniRoute-Provider");
    }

    /** Which accounts of {@code key} served so many calls in a row, all of them well. */
    List<String> accounts(int calls) {
        return served("key/m", calls, "X-OmniRoute-Connection");
    }

    private List<String> served(String model, int calls, String header) {
        return IntStream.range(0, calls)
                .mapToObj(i -> {
                    vendor.answers(200, JSON, WHOLE);
                    call(model, false);
                    return reply.headers.get(header);
                })
                .toList();
    }

    void call(String model, boolean stream) {
        body(
                WireFormat.OPENAI_CHAT,
                "{\"model\":\"" + model + "\",\"stream\":" + stream
                        + ",\"stream_options\":{\"include_usage\":true},\"messages\":[]}");
    }

    void callAs(String model, boolean translated) {
        if (translated) {
            body(
                    WireFormat.ANTHROPIC_MESSAGES,
                    "{\"model\":\"" + model + "\",\"stream\":true,\"max_tokens\":9,"
                            + "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}");
        } else {
            call(model, true);
        }
    }

    void body(WireFormat format, String body) {
        reply = new RecordedReply();
        gateway(snapshot()).serve(clientCall(format, body), reply);
    }

    UsageRecord onlyRecord() {
        if (journal.size() != 1) {
            throw new AssertionError("one charge was expected, not " + journal.size());
        }
        return journal.get(0);
    }

    private ClientCall clientCall(WireFormat format, String body) {
        return new ClientCall(
                format,
                "req_1",
                Optional.empty(),
                headers,
                Optional.of(Fixture.KEY),
                new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)),
                -1,
                new ClientSocket("127.0.0.1", 1, 1, () -> false));
    }

    /** The id of the account of {@code key} with this priority. */
    String account(int priority) {
        return snapshot()
                .connectionsOf(new ProviderId("key"))
                .get(priority - 1)
                .id()
                .toString();
    }

    /** Another account of {@code key} takes this place, of 0 and up. */
    void joins(int place) {
        List<Connection> fleet = new ArrayList<>(fleet());
        fleet.add(place, Fixture.connection("key", place + 1));
        fleets.put(accounts, fleet);
    }

    /** The account of {@code key} at this place is deleted, or disabled: a snapshot holds the others only. */
    void leaves(int place) {
        List<Connection> fleet = new ArrayList<>(fleet());
        fleet.remove(place);
        fleets.put(accounts, fleet);
    }

    private List<Connection> fleet() {
        return fleets.computeIfAbsent(accounts, count -> IntStream.rangeClosed(1, count)
                .mapToObj(priority -> Fixture.connection("key", priority))
                .toList());
    }

    private RoutingPolicy policy() {
        RoutingPolicy normal = RoutingPolicy.DEFAULT;
        return new RoutingPolicy(
                normal.accountStrategy(),
                normal.stickyRoundRobinLimit(),
                normal.accountStrategies(),
                sessionAffinity,
                normal.firstTokens(),
                normal.hiddenModels(),
                normal.disabledModels(),
                normal.comboDefaults(),
                normal.providerOverrides());
    }

    private Snapshot snapshot() {
        List<ProviderDescriptor> providers = Stream.of("subscription", "key", "cheap", "free")
                .map(name -> Fixture.provider(name, vendorFormat, "m", "other"))
                .toList();
        Snapshot base = Fixture.snapshot(Map.of(), Settings.DEFAULT, providers.toArray(new ProviderDescriptor[0]));
        Map<ProviderId, List<Connection>> connections = new HashMap<>(base.connections());
        connections.put(new ProviderId("key"), fleet());
        return new Snapshot(
                1,
                base.providers(),
                connections,
                Map.of(key.hash(), key),
                Map.of(),
                Map.of(),
                new PriceList(List.of(), prices),
                Settings.DEFAULT,
                base.budgets(),
                cache,
                new Routes(combos, List.of(), policy(), Map.of(new ProviderId("key"), accountStrategy))
                        .through(proxies),
                base.policies());
    }

    private ChatGateway gateway(Snapshot snapshot) {
        Codecs codecs = new Codecs();
        Settlement settlement = new Settlement(journal::add, metrics, new Captures(reason -> {}));
        CallWatch watch = new CallWatch(metrics);
        KnownAnswers known = new KnownAnswers(replays, answers, codecs, settlement, watch);
        CallEdges edges = new CallEdges(new DrainGate(), watch, new CallGuards(List.of()), settlement, known);
        Snapshots snapshots = new Snapshots(null) {
            @Override
            public Snapshot current() {
                return snapshot;
            }
        };
        return new ChatGateway(
                new Entrance(snapshots, new ClientAddress(Optional.empty()), new Bans(), Clock.systemUTC()),
                codecs,
                edges,
                new Attempts(vendor, codecs, new AttemptGuards(guards), wiring),
                new GatewayLimits(1 << 20, Duration.ZERO));
    }
}
