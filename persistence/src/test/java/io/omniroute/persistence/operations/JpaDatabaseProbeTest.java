package io.omniroute.persistence.operations;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.Query;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class JpaDatabaseProbeTest {
    @Test
    void tellsHowLongTheAnswerTook() {
        assertThat(probe(() -> 1).answer(Duration.ofSeconds(5)))
                .hasValueSatisfying(time -> assertThat(time).isPositive());
    }

    @Test
    void aDatabaseThatFailsGivesNoAnswer() {
        assertThat(probe(() -> {
                            throw new PersistenceException("gone");
                        })
                        .answer(Duration.ofSeconds(5)))
                .isEmpty();
    }

    @Test
    void aDatabaseThatHangsIsNotWaitedFor() {
        CountDownLatch never = new CountDownLatch(1);
        assertThat(probe(() -> {
                            never.await();
                            return 1;
                        })
                        .answer(Duration.ofMillis(20)))
                .isEmpty();
    }

    private static JpaDatabaseProbe probe(Callable<Object> answer) {
        Query query = fake(Query.class, (self, name) -> name.equals("getSingleResult") ? answer.call() : self);
        JpaDatabaseProbe probe = new JpaDatabaseProbe();
        probe.entities = fake(EntityManager.class, (self, name) -> query);
        return probe;
    }

    private interface Reaction {
        Object to(Object self, String method) throws Exception;
    }

    private static <T> T fake(Class<T> type, Reaction reaction) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> reaction.to(self, method.getName())));
    }
}
