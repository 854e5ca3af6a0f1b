package io.omniroute.routing.strategy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/** Puts candidates into the order in which they are tried. Pure, but for the random source it is given. */
public final class Ordering {
    private static final Comparator<Candidate<?>> LEAST_USED = Comparator.<Candidate<?>>comparingLong(
                    candidate -> candidate.load().total())
            .thenComparingLong(candidate -> candidate.load().inFlight())
            .thenComparingLong(candidate -> candidate.load().lastUsed());

    private Ordering() {}

    /**
     * @param eligible in the order that an administrator gave them
     * @param turn which turn it is, for round-robin; counts up from 0
     * @return most preferred first; a permutation of the eligible
     */
    public static <T> List<T> order(Strategy strategy, List<Candidate<T>> eligible, long turn, RandomGenerator random) {
        List<Candidate<T>> order = new ArrayList<>(eligible);
        if (order.size() > 1) {
            switch (strategy) {
                case FILL_FIRST -> {}
                case ROUND_ROBIN -> takeTurns(order, turn);
                case P2C -> preferBetterOfTwo(order, random);
                case RANDOM -> shuffle(order, random);
                case LEAST_USED -> order.sort(LEAST_USED);
                case COST_OPTIMIZED -> order.sort(Comparator.comparingDouble(Candidate::price));
                case WEIGHTED -> draw(order, random);
            }
        }
        return order.stream().map(Candidate::value).toList();
    }

    /** Whose turn it is comes first; behind it who waits longest, so that nobody takes all the turns of one that is down. */
    private static <T> void takeTurns(List<Candidate<T>> order, long turn) {
        Collections.rotate(order, -(int) Math.floorMod(turn, (long) order.size()));
        order.subList(1, order.size())
                .sort(Comparator.comparingLong(candidate -> candidate.load().lastUsed()));
    }

    private static <T> void preferBetterOfTwo(List<Candidate<T>> order, RandomGenerator random) {
        int one = random.nextInt(order.size());
        int other = random.nextInt(order.size() - 1);
        if (other >= one) {
            other++;
        }
        int better = compare(order.get(one).load(), order.get(other).load()) <= 0 ? one : other;
        order.add(0, order.remove(better));
    }

    /** A failing one is worse; else the expected wait decides, or the queue alone while a latency is unknown. */
    private static int compare(Load a, Load b) {
        if (a.failing() != b.failing()) {
            return a.failing() ? 1 : -1;
        }
        if (a.latencyMillis() > 0 && b.latencyMillis() > 0) {
            return Double.compare((a.inFlight() + 1) * a.latencyMillis(), (b.inFlight() + 1) * b.latencyMillis());
        }
        return Long.compare(a.inFlight(), b.inFlight());
    }

    /** Fisher and Yates. */
    private static <T> void shuffle(List<Candidate<T>> order, RandomGenerator random) {
        for (int i = order.size() - 1; i > 0; i--) {
            Collections.swap(order, i, random.nextInt(i + 1));
        }
    }

    /** The first by lot, the rest by descending weight. Without any weight the lot is fair. */
    private static <T> void draw(List<Candidate<T>> order, RandomGenerator random) {
        long sum = order.stream().mapToLong(Candidate::weight).sum();
        int drawn;
        if (sum == 0) {
            drawn = random.nextInt(order.size());
        } else {
            long lot = random.nextLong(sum);
            drawn = -1;
            while (lot >= 0) {
                lot -= order.get(++drawn).weight();
            }
        }
        Candidate<T> first = order.remove(drawn);
        order.sort(Comparator.comparingInt((Candidate<T> candidate) -> candidate.weight())
                .reversed());
        order.add(0, first);
    }
}
