package io.omniroute.routing.passage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.omniroute.routing.egress.ProxyLevel;
import io.omniroute.routing.fakes.MemoryProxyLog;
import io.omniroute.routing.operations.StartupRefusedException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ProxyLogQueueTest {
    private static ProxyLogEntry entry(String target) {
        return new ProxyLogEntry(
                UUID.randomUUID(),
                Instant.EPOCH,
                "req_1",
                "acme",
                Optional.empty(),
                Optional.empty(),
                ProxyLevel.GLOBAL,
                "",
                "http",
                "proxy.example",
                3128,
                target,
                1,
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void onlyTheNewestAreKept() {
        MemoryProxyLog log = new MemoryProxyLog();
        ProxyLogQueue queue = new ProxyLogQueue(log, "3");
        for (int i = 0; i < 10; i++) {
            queue.offer(entry("target-" + i));
        }
        queue.drain();
        assertThat(log.entries).extracting(ProxyLogEntry::target).containsExactly("target-7", "target-8", "target-9");
    }

    @Test
    void whatCannotBeSavedWaitsAndWhatDoesNotFitIsCounted() {
        boolean[] away = {true};
        MemoryProxyLog log = new MemoryProxyLog() {
            @Override
            public synchronized void append(List<ProxyLogEntry> added) {
                if (away[0]) {
                    throw new IllegalStateException("the database is away");
                }
                super.append(added);
            }
        };
        ProxyLogQueue queue = new ProxyLogQueue(log, "1000000");
        for (int i = 0; i < 10_003; i++) {
            queue.offer(entry("target-" + i));
        }
        assertThat(queue.lost()).isEqualTo(3);
        assertThatThrownBy(queue::drain).hasMessage("the database is away");
        away[0] = false;
        queue.drain();
        assertThat(log.entries)
                .hasSize(10_000)
                .extracting(ProxyLogEntry::target)
                .startsWith("target-0", "target-1");
    }

    @Test
    void noRowsMeanNoLog() {
        MemoryProxyLog log = new MemoryProxyLog();
        ProxyLogQueue queue = new ProxyLogQueue(log, "0");
        queue.offer(entry("target"));
        queue.drain();
        assertThat(log.entries).isEmpty();
        assertThatThrownBy(() -> new ProxyLogQueue(log, "many"))
                .isInstanceOf(StartupRefusedException.class)
                .hasMessageContaining("OMNIROUTE_PROXY_LOG_ROWS");
    }
}
