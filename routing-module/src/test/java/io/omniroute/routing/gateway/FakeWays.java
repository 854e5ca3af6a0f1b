package io.omniroute.routing.gateway;

import io.omniroute.provider.client.Cancellation;
import io.omniroute.routing.affinity.Affinity;
import io.omniroute.routing.fakes.MemoryProxyLog;
import io.omniroute.routing.passage.Passages;
import io.omniroute.routing.plan.Memory;
import io.omniroute.routing.plan.Pacing;
import io.omniroute.routing.plan.Planner;
import io.omniroute.routing.resolution.Fixture;
import io.omniroute.routing.settings.Settings;
import io.omniroute.routing.snapshot.Snapshot;
import io.omniroute.routing.snapshot.Snapshots;
import io.omniroute.routing.traffic.AccountTraffic;
import io.omniroute.routing.traffic.ComboTraffic;
import io.omniroute.routing.traffic.Turns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The real ways of a call, with a random source that is the same every time and pauses that are only written down. */
final class FakeWays {
    final AccountTraffic accounts = new AccountTraffic();
    final ComboTraffic combos = new ComboTraffic();
    final MemoryProxyLog proxyLog = new MemoryProxyLog();
    final Passages passages = proxyLog.passages();
    final Affinity affinity = new Affinity();
    final List<Duration> pauses = new ArrayList<>();
    private final Random random = new Random(7);

    /** What holds when an attempt begins; nothing is known there unless a test says so. */
    Snapshot now = Fixture.snapshot(Map.of(), Settings.DEFAULT);

    static Ways plain() {
        return new FakeWays().ways();
    }

    Ways ways() {
        return new Ways(
                new Planner(accounts, combos, new Turns(), affinity, () -> random),
                new Pacing() {
                    @Override
                    public void pause(Duration average, Cancellation cancellation) {
                        pauses.add(average);
                    }
                },
                new Memory(affinity),
                passages,
                new Snapshots(null) {
                    @Override
                    public Snapshot current() {
                        return now;
                    }
                });
    }
}
