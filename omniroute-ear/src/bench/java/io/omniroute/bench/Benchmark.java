package io.omniroute.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Starts vendor, nginx and gateway, loads them in turns, and reports. Arguments: launcher script, working directory, the
 * page to write the results into, number of rounds. In every round each case meets all servers one after the other, so that
 * a disturbance of the machine hits all of them.
 */
public final class Benchmark {
    static final Case ONE = Case.whole("whole, 1 client", 1);
    static final Case SOME = Case.whole("whole, 32 clients", 32);
    static final Case MANY = Case.whole("whole, 256 clients", 256);
    static final Case FEW_STREAMS = Case.streams("4 streams", 4, 2);
    static final Case STREAMS = Case.streams("200 streams", 200, 40);
    static final Case MANY_STREAMS = Case.streams("1000 streams", 1000, 100);

    private static final List<Case> CASES =
            List.of(ONE, SOME, MANY, FEW_STREAMS, STREAMS, MANY_STREAMS, SOME.translating(), STREAMS.translating());
    private static final Duration LONGEST_WARM_UP = Duration.ofSeconds(240);
    private static final int SETTLED = 5;
    private static final int HEAP_PROBE_MILLIS = 2_500;

    private final Map<String, Server> servers = new LinkedHashMap<>();
    private final GatewayServer gateway;
    private final Measurements measurements = new Measurements();

    private Benchmark(VendorServer vendor, Optional<NginxServer> nginx, GatewayServer gateway) {
        this.gateway = gateway;
        servers.put(Measurements.DIRECT, vendor);
        nginx.ifPresent(server -> servers.put(Measurements.NGINX, server));
        servers.put(Measurements.GATEWAY, gateway);
    }

    public static void main(String... arguments) throws IOException {
        Path launcher = Path.of(arguments[0]);
        Path directory = Path.of(arguments[1]);
        Path page = Path.of(arguments[2]);
        int rounds = Integer.parseInt(arguments[3]);
        try (VendorServer vendor = new VendorServer();
                GatewayServer gateway = new GatewayServer(launcher, directory.resolve("gateway"), vendor.port())) {
            Optional<NginxServer> nginx = NginxServer.start(directory.resolve("nginx"), vendor.port());
            try {
                Measurements measured = new Benchmark(vendor, nginx, gateway).run(rounds);
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
        System.err.println("warming up");
        warmUp();
        for (int i = 1; i <= rounds; i++) {
            System.err.println("round " + i + " of " + rounds);
            CASES.forEach(this::measure);
        }
        servers.forEach(
                (name, server) -> measurements.resident(name, server.footprint().residentMiB()));
        return measurements;
    }

    /**
     * Until the CPU time of a call no longer falls, or for so long at most: the compiler needs some fifty thousand calls of
     * each kind, and on a busy machine minutes for them.
     */
    private void warmUp() {
        long end = System.nanoTime() + LONGEST_WARM_UP.toNanos();
        double best = Double.MAX_VALUE;
        for (int without = 0; without < SETTLED && System.nanoTime() < end; ) {
            double cpu = SOME.measure(gateway, gateway.endpoint()).cpuMicros();
            SOME.measure(gateway, gateway.translating());
            STREAMS.measure(gateway, gateway.endpoint());
            STREAMS.measure(gateway, gateway.translating());
            without = cpu < best * 0.95 ? 0 : without + 1;
            best = Math.min(best, cpu);
        }
        for (Server server : servers.values()) {
            SOME.measure(server, server.endpoint());
            STREAMS.measure(server, server.endpoint());
        }
    }

    private void measure(Case loaded) {
        if (loaded.translated()) {
            measurements.add(loaded, Measurements.GATEWAY, loaded.measure(gateway, gateway.translating()));
            return;
        }
        servers.forEach((name, server) -> {
            Optional<Thread> probe =
                    server == gateway && loaded.equals(MANY_STREAMS) ? Optional.of(probeHeap()) : Optional.empty();
            measurements.add(loaded, name, loaded.measure(server, server.endpoint()));
            probe.ifPresent(Benchmark::join);
        });
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
