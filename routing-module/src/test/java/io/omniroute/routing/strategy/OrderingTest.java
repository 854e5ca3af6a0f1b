package io.omniroute.routing.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderingTest {
    private final Random random = new Random(42);

    @ParameterizedTest
    @CsvSource({
        "0, a b c",
        "1, b c a",
        "2, c a b",
        "3, a b c",
        "9223372036854775807, b c a",
    })
    void turnsGoRoundAndWrap(long turn, String expected) {
        List<Candidate<String>> three =
                Stream.of("a", "b", "c").map(OrderingTest::idle).toList();
        assertThat(Ordering.order(Strategy.ROUND_ROBIN, three, turn, random)).containsExactly(expected.split(" "));
    }

    @Test
    void behindWhoseTurnItIsComesWhoWaitsLongest() {
        List<Candidate<String>> four = List.of(
                with("a", new Load(0, 1, false, 0, 9)),
                with("b", new Load(0, 1, false, 0, 8)),
                with("c", new Load(0, 1, false, 0, 3)),
                with("d", new Load(0, 0, false, 0, 0)));
        assertThat(Ordering.order(Strategy.ROUND_ROBIN, four, 0, random)).containsExactly("a", "d", "c", "b");
    }

    @ParameterizedTest
    @CsvSource({
        // in flight, failing, latency; of a and of b; who is better
        "0 false 0, 1 false 0, a",
        "2 false 0, 1 false 0, b",
        "0 true 10, 9 false 900, b",
        "0 true 0, 0 true 0, either",
        "0 false 500, 0 false 100, b",
        "0 false 500, 9 false 100, a",
        "3 false 500, 1 false 0, b",
    })
    void theBetterOfTwoIsAskedFirst(String loadOfA, String loadOfB, String best) {
        List<Candidate<String>> two = List.of(with("a", load(loadOfA)), with("b", load(loadOfB)));
        int winsOfA = firsts(Strategy.P2C, two, 50).getOrDefault("a", 0);
        switch (best) {
            case "a" -> assertThat(winsOfA).isEqualTo(50);
            case "b" -> assertThat(winsOfA).isZero();
            default -> assertThat(winsOfA).isBetween(10, 40); // whoever is drawn first
        }
    }

    private static Load load(String text) {
        String[] parts = text.split(" ");
        return new Load(Long.parseLong(parts[0]), 0, Boolean.parseBoolean(parts[1]), Double.parseDouble(parts[2]), 0);
    }

    @Test
    void ofThreeTheWorstIsNeverFirst() {
        List<Candidate<String>> three = List.of(
                with("a", new Load(5, 0, false, 0, 0)),
                with("worst", new Load(9, 0, false, 0, 0)),
                with("c", new Load(1, 0, false, 0, 0)));
        Map<String, Integer> first = firsts(Strategy.P2C, three, 600);
        assertThat(first).doesNotContainKey("worst");
        assertThat(first.get("c")).isGreaterThan(first.get("a"));
    }

    @Test
    void leastUsedGoesByLiveCounts() {
        List<Candidate<String>> three = List.of(
                with("a", new Load(0, 3, false, 0, 5)),
                with("b", new Load(1, 2, false, 0, 6)),
                with("c", new Load(0, 2, false, 0, 7)));
        assertThat(Ordering.order(Strategy.LEAST_USED, three, 0, random)).containsExactly("c", "b", "a");
    }

    @Test
    void cheapestFirstAndUnknownPricesLast() {
        List<Candidate<String>> three = List.of(
                new Candidate<>("unknown", 1, Double.POSITIVE_INFINITY, Load.NONE),
                new Candidate<>("dear", 1, 10, Load.NONE),
                new Candidate<>("cheap", 1, 0.5, Load.NONE));
        assertThat(Ordering.order(Strategy.COST_OPTIMIZED, three, 0, random))
                .containsExactly("cheap", "dear", "unknown");
        assertThat(Ordering.order(Strategy.FILL_FIRST, three, 7, random)).containsExactly("unknown", "dear", "cheap");
    }

    @Test
    void weightsDecideHowOftenEachIsFirst() {
        List<Candidate<String>> three = List.of(weighing("a", 1), weighing("never", 0), weighing("c", 3));
        Map<String, Integer> first = firsts(Strategy.WEIGHTED, three, 4000);
        assertThat(first).doesNotContainKey("never");
        assertThat(first.get("c")).isBetween(2800, 3200);
        assertThat(Ordering.order(
                        Strategy.WEIGHTED, List.of(weighing("x", 1), weighing("y", 0), weighing("z", 100)), 0, random))
                .endsWith("y");
    }

    @Test
    void withoutWeightsTheLotIsFair() {
        Map<String, Integer> first = firsts(Strategy.WEIGHTED, List.of(weighing("a", 0), weighing("b", 0)), 2000);
        assertThat(first.get("a")).isBetween(850, 1150);
        Map<String, Integer> shuffled = firsts(Strategy.RANDOM, List.of(idle("a"), idle("b"), idle("c")), 3000);
        assertThat(shuffled.values()).allSatisfy(times -> assertThat(times).isBetween(850, 1150));
    }

    @Property(tries = 500)
    void everyOrderIsAPermutationOfTheEligible(
            @ForAll Strategy strategy,
            @ForAll("candidates") List<Candidate<Integer>> candidates,
            @ForAll long turn,
            @ForAll long seed) {
        List<Integer> eligible = candidates.stream().map(Candidate::value).toList();
        assertThat(Ordering.order(strategy, candidates, Math.abs(turn % Long.MAX_VALUE), new Random(seed)))
                .containsExactlyInAnyOrderElementsOf(eligible);
    }

    @Provide
    Arbitrary<List<Candidate<Integer>>> candidates() {
        Arbitrary<Load> loads = Combinators.combine(
                        Arbitraries.longs().between(0, 5),
                        Arbitraries.longs().between(0, 50),
                        Arbitraries.of(true, false),
                        Arbitraries.doubles().between(0, 1000),
                        Arbitraries.longs().between(0, 100))
                .as(Load::new);
        Arbitrary<Candidate<Integer>> one = Combinators.combine(
                        Arbitraries.integers(),
                        Arbitraries.integers().between(0, 100),
                        Arbitraries.of(0.0, 1.5, Double.POSITIVE_INFINITY),
                        loads)
                .as(Candidate::new);
        return one.list().ofMaxSize(8);
    }

    private Map<String, Integer> firsts(Strategy strategy, List<Candidate<String>> candidates, int times) {
        Map<String, Integer> counts = new HashMap<>();
        List<Candidate<String>> unchanged = new ArrayList<>(candidates);
        for (int i = 0; i < times; i++) {
            counts.merge(Ordering.order(strategy, unchanged, i, random).get(0), 1, Integer::sum);
        }
        return counts;
    }

    private static Candidate<String> idle(String name) {
        return with(name, Load.NONE);
    }

    private static Candidate<String> with(String name, Load load) {
        return new Candidate<>(name, 1, Double.POSITIVE_INFINITY, load);
    }

    private static Candidate<String> weighing(String name, int weight) {
        return new Candidate<>(name, weight, Double.POSITIVE_INFINITY, Load.NONE);
    }
}
