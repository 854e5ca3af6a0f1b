package io.omniroute.routing.fakes;

import io.omniroute.routing.passage.EnvironmentProxies;
import io.omniroute.routing.passage.Passages;
import io.omniroute.routing.passage.ProxyLog;
import io.omniroute.routing.passage.ProxyLogEntry;
import io.omniroute.routing.passage.ProxyLogQueue;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Keeps everything and finds it whatever is asked. */
public class MemoryProxyLog implements ProxyLog {
    public final List<ProxyLogEntry> entries = new ArrayList<>();
    /** Whether they were saved yet or not. */
    public final List<ProxyLogEntry> offered = new ArrayList<>();

    public final ProxyLogQueue queue = new ProxyLogQueue(this, "100") {
        @Override
        public void offer(ProxyLogEntry entry) {
            offered.add(entry);
            super.offer(entry);
        }
    };

    /** Ways out that log here, in a process without proxies of its own. */
    public Passages passages() {
        return new Passages(EnvironmentProxies.none(), queue, Clock.systemUTC());
    }

    @Override
    public synchronized void append(List<ProxyLogEntry> added) {
        entries.addAll(added);
    }

    @Override
    public synchronized void trim(int rows) {
        while (entries.size() > rows) {
            entries.remove(0);
        }
    }

    @Override
    public synchronized List<ProxyLogEntry> page(Query query) {
        return List.copyOf(entries);
    }

    @Override
    public synchronized int clear() {
        int before = entries.size();
        entries.clear();
        return before;
    }
}
