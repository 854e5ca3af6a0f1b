package io.omniroute.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Starts vendor, nginx, relay and two gateways, loads them in turns, and reports. Arguments: launcher script, working directory with
 * what the relay is made of, the page to write the results into, number of rounds, seconds that a warm-up may take. In every round each case meets all servers
 * one after the other, so that a disturbance of the machine hits all of them.
 */
public final class Benchmark {
    static final Case ONE = Case.whole("whole, 1 client", 1);
    static final Case SOME = Case.whole("whole, 32 clients", 32);
    static final Case MANY = Case.whole("whole, 256 clients", 256);
    static final Case RESTED = Case.rested("whole, 1 client, 1.2 s of rest", 1_200);
    static final Case FEW_STREAMS = Case.streams("4 streams", 4, 2);
    static final Case STREAMS = Case.streams("200 streams", 200, 40);
    static final Case MANY_STREAMS = Case.streams("1000 streams", 1000, 100);

    private static final List<Case> WHOLE =
            List.of(ONE, SOME, MANY, RESTED, SOME.translating(), ONE.guarded(), SOME.guarded(), RESTED.guarded());
    private static final List<Case> STREAMED = List.of(
            FEW_STREAMS, STREAMS, MANY_STREAMS, STREAMS.translating(), FEW_STREAMS.guarded(), STREAMS.guarded());
    private static final int HEAP_PROBE_MILLIS = 2_500;

    /** Those that meet every plain case. */
    private final Map<String, Server> servers = new LinkedHashMap<>();

    private final RelayServer relay;
    private final GatewayServer gateway;
    private final GatewayServer guarded;
    private final WarmUp warmUp;
    private final Measurements measurements = new Measurements();

    private Benchmark(
            Map<String, Server> others,
            RelayServer relay,
            GatewayServer gateway,
            GatewayServer guarded,
            WarmUp warmUp) {
        this.relay = relay;
        this.gateway = gateway;
        this.guarded = guarded;
        this.warmUp = warmUp;
        servers.putAll(others);
        servers.put(Measurements.RELAY, relay);
        servers.put(Measurements.GATEWAY, gateway);
    }

    public static void main(String... arguments) throws IOException {
        Path launcher = Path.of(arguments[0]);
        Path directory = Path.of(arguments[1]);
        Path page = Path.of(arguments[2]);
        int rounds = Integer.parseInt(arguments[3]);
        WarmUp warmUp = new WarmUp(Duration.ofSeconds(Long.parseLong(arguments[4])));
        try (VendorServer vendor = new VendorServer();
                GatewayServer gateway =
                        new GatewayServer(launcher, directory.resolve("gateway"), Setup.PLAIN, vendor.port());
                GatewayServer guarded =
                        new GatewayServer(launcher, directory.resolve("guarded"), Setup.GUARDED, vendor.port());
                RelayServer relay = new RelayServer(directory.resolve("relay"), gateway.java(), vendor.port())) {
            Optional<NginxServer> nginx = NginxServer.start(directory.resolve("nginx"), vendor.port());
            try {
                Map<String, Server> others = new LinkedHashMap<>();
                others.put(Measurements.DIRECT, vendor);
                nginx.ifPresent(server -> others.put(Measurements.NGINX, server));
                Measurements measured = new Benchmark(others, relay, gateway, guarded, warmUp).run(rounds);
                String report = new Report(measured, rounds).text();
                System.out.println(report);
                ResultsPage.replace(page, report);
            } finally {
                nginx.ifPresent(NginxServer::close);
            }
        }
    }

    private Measurements run(int rounds) {
        measurements.started(gateway.startSeconds());
        rounds("whole calls", SOME, WHOLE, rounds);
        rounds("streams", STREAMS, STREAMED, rounds);
        servers.forEach(
                (name, server) -> measurements.resident(name, server.footprint().residentMiB()));
        measurements.resident(Measurements.GUARDED, guarded.footprint().residentMiB());
        return measurements;
    }

    /** What is compiled for the one kind of answer is little help to the other, so each is warmed up just before. */
    private void rounds(String kind, Case typical, List<Case> cases, int rounds) {
        servers.forEach((name, server) -> typical.measure(server, server.endpoint()));
        measurements.warmedUp(
                warmUp.settle(kind + " of the relay", relay, List.of(() -> typical.measure(relay, relay.endpoint())
                        .cpuMicros())));
        measurements.warmedUp(warmUp.settle(
                kind,
                gateway,
                List.of(
                        () -> typical.measure(gateway, gateway.endpoint()).cpuMicros(),
                        () -> typical.measure(gateway, gateway.translating()).cpuMicros())));
        measurements.warmedUp(warmUp.settle(
                kind + " with all policies", guarded, List.of(() -> typical.measure(guarded, guarded.endpoint())
                        .cpuMicros())));
        for (int i = 1; i <= rounds; i++) {
            System.err.println(kind + ", round " + i + " of " + rounds);
            cases.forEach(this::measure);
        }
    }

    private void measure(Case loaded) {
        switch (loaded.kind()) {
            case TRANSLATED ->
                measurements.add(loaded, Measurements.GATEWAY, loaded.measure(gateway, gateway.translating()));
            case GUARDED -> measurements.add(loaded, Measurements.GUARDED, loaded.measure(guarded, guarded.endpoint()));
            case PLAIN -> servers.forEach((name, server) -> plain(loaded, name, server));
        }
    }

    private void plain(Case loaded, String name, Server server) {
        Optional<Thread> probe =
                server == gateway && loaded.equals(MANY_STREAMS) ? Optional.of(probeHeap()) : Optional.empty();
        measurements.add(loaded, name, loaded.measure(server, server.endpoint()));
        probe.ifPresent(Benchmark::join);
    }

    /** Looks at the heap while all streams are open. */
    private Thread probeHeap() {
        return Thread.startVirtualThread(() -> {
            Processes.sleep(HEAP_PROBE_MILLIS);
            measurements.heap(gateway.heapMiB());
        });
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }
}
