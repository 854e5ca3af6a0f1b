package io.omniroute.routing.ipfilter;

import io.omniroute.routing.access.AddressPattern;
import io.omniroute.routing.access.ClientNetwork;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Shuts out networks that present one unknown key after the other. In memory, each node for itself, and bounded: the
 * networks heard of least recently are forgotten first. Thread-safe; asking takes no lock.
 */
@ApplicationScoped
public class Bans {
    private static final int MAX_NETWORKS = 10_000;
    private static final List<AddressPattern> LOOPBACK =
            List.of(AddressPattern.parse("127.0.0.0/8"), AddressPattern.parse("::1"));

    private final Clock clock;
    private final Map<ClientNetwork, Ban> banned = new ConcurrentHashMap<>();
    private final Map<ClientNetwork, Deque<Instant>> failures = new LinkedHashMap<>(16, 0.75f, true);

    @Inject
    public Bans(Clock clock) {
        this.clock = clock;
    }

    public Bans() {
        this(Clock.systemUTC()); // for the CDI proxy
    }

    public static boolean isLoopback(String address) {
        return AddressPattern.any(LOOPBACK, address);
    }

    /** How long the address stays shut out; empty when it is not. */
    public Optional<Duration> remaining(String address) {
        if (banned.isEmpty()) {
            return Optional.empty(); // nearly every call: nothing to read the address for
        }
        Ban ban = banned.get(ClientNetwork.of(address));
        if (ban == null) {
            return Optional.empty();
        }
        Duration left = Duration.between(clock.instant(), ban.until());
        return left.isPositive() ? Optional.of(left) : Optional.empty();
    }

    /** An unknown key came from this address. */
    public void failed(String address, BanRule rule) {
        if (!rule.enabled() || !rule.loopback() && isLoopback(address)) {
            return;
        }
        ClientNetwork network = ClientNetwork.of(address);
        Instant now = clock.instant();
        synchronized (failures) {
            Deque<Instant> times = failures.computeIfAbsent(network, n -> new ArrayDeque<>());
            times.addLast(now);
            while (times.peekFirst().isBefore(now.minus(rule.window())) || times.size() > rule.failures()) {
                times.removeFirst();
            }
            if (times.size() >= rule.failures()) {
                failures.remove(network);
                ban(network, rule, now);
            }
            trim(failures.keySet().iterator(), failures.size());
        }
    }

    /** Those in force, the one that ends first in front. */
    public List<Ban> current() {
        Instant now = clock.instant();
        return banned.values().stream()
                .filter(ban -> ban.until().isAfter(now))
                .sorted(Comparator.comparing(Ban::until).thenComparing(Ban::address))
                .toList();
    }

    /** Lets a network in again. @param name the network's, or an address in it. @return what it was held by */
    public Optional<Ban> lift(String name) {
        ClientNetwork network = ClientNetwork.parse(name);
        synchronized (failures) {
            failures.remove(network);
            Instant now = clock.instant();
            return Optional.ofNullable(banned.remove(network))
                    .filter(ban -> ban.until().isAfter(now));
        }
    }

    private void ban(ClientNetwork network, BanRule rule, Instant now) {
        banned.values().removeIf(ban -> !ban.until().isAfter(now));
        banned.put(
                network, new Ban(network.text(), rule.failures() + " calls with unknown keys", now.plus(rule.ban())));
        trim(banned.keySet().iterator(), banned.size());
    }

    private static void trim(Iterator<ClientNetwork> oldest, int size) {
        if (size > MAX_NETWORKS) {
            oldest.next();
            oldest.remove();
        }
    }
}
