package io.omniroute.routing.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.junit.jupiter.api.Test;

/** The interfaces of MicroProfile Metrics are wide; the registry here notes the few calls that matter. */
class MicroProfileMetersTest {
    private final List<String> registered = new ArrayList<>();
    private final List<Object> recorded = new ArrayList<>();
    private final MeteredCalls calls = new MeteredCalls(new MicroProfileMeters(registry()));

    @Test
    void aCallIsCountedAndTimedInTheServersRegistry() {
        calls.settled(SettledCalls.of("acme", "a", 200));

        assertThat(registered)
                .contains("counter omniroute_calls{provider=acme,model=a,outcome=success}")
                .contains("timer omniroute_call_duration{provider=acme,model=a}");
        assertThat(recorded).contains(1L, Duration.ofMillis(40), Duration.ofMillis(10));
    }

    @Test
    void instrumentsAreRegisteredOnce() {
        calls.settled(SettledCalls.of("acme", "a", 200));
        calls.settled(SettledCalls.of("acme", "a", 200));

        assertThat(registered).doesNotHaveDuplicates();
    }

    @Test
    void theGaugeShowsTheStreamsOpenNow() {
        calls.streamOpened("acme", "a");
        calls.streamOpened("acme", "a");

        assertThat(registered).contains("gauge omniroute_open_streams{provider=acme,model=a}");
        assertThat(recorded)
                .filteredOn(Supplier.class::isInstance)
                .singleElement()
                .satisfies(value -> assertThat(((Supplier<?>) value).get()).isEqualTo(2L));
    }

    private MetricRegistry registry() {
        return fake(MetricRegistry.class, (proxy, method, arguments) -> {
            registered.add(method.getName() + " " + described(arguments));
            if (arguments[1] instanceof Supplier<?>) {
                recorded.add(arguments[1]);
            }
            return fake(method.getReturnType(), (instrument, update, amount) -> {
                recorded.add(amount == null ? 1L : amount[0]);
                return null;
            });
        });
    }

    private static String described(Object... arguments) {
        Tag[] tags = (Tag[]) arguments[arguments.length - 1];
        List<String> labels = Arrays.stream(tags)
                .map(tag -> tag.getTagName() + "=" + tag.getTagValue())
                .toList();
        return ((Metadata) arguments[0]).getName() + "{" + String.join(",", labels) + "}";
    }

    private static <T> T fake(Class<T> type, InvocationHandler behaviour) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, behaviour));
    }
}
