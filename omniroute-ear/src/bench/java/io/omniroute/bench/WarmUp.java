package io.omniroute.bench;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Loads a server until it has settled: three windows in a row in which neither the CPU time of a call (or chunk) fell by more
 * than 3 % below the best so far, nor the JVM's compilers took more than 5 % of the process' time. Gives up after a while and
 * says so.
 */
final class WarmUp {
    private static final Duration WINDOW = Duration.ofSeconds(20);
    private static final int STILL = 3;
    private static final double FALL = .03;
    private static final double COMPILING = .05;

    private final Duration longest;

    WarmUp(Duration longest) {
        this.longest = longest;
    }

    /** One piece of load. @return the CPU time of a call or chunk in microseconds */
    interface Piece {
        double run();
    }

    private record Window(double cpuMicros, double compiling) {
        private String text() {
            return String.format(Locale.ROOT, "%.0f µs a call or chunk, compilers %.0f %%", cpuMicros, compiling * 100);
        }
    }

    /** @return how it went, for the report */
    String settle(String what, JvmServer server, List<Piece> pieces) {
        long begin = System.nanoTime();
        double best = Double.MAX_VALUE;
        int still = 0;
        Window last = new Window(Double.NaN, Double.NaN);
        while (still < STILL && System.nanoTime() - begin < longest.toNanos()) {
            last = window(server, pieces);
            boolean fell = last.cpuMicros() < best * (1 - FALL);
            still = fell || last.compiling() > COMPILING ? 0 : still + 1;
            best = Math.min(best, last.cpuMicros());
            System.err.println("warming up, " + what + ": " + last.text());
        }
        long seconds = Duration.ofNanos(System.nanoTime() - begin).toSeconds();
        return what + (still < STILL ? " **not settled** after " : " settled after ") + seconds + " s";
    }

    private static Window window(JvmServer server, List<Piece> pieces) {
        long cpu = server.footprint().cpuMillis();
        long compiling = server.compilerMillis();
        long begin = System.nanoTime();
        double sum = 0;
        int runs = 0;
        while (System.nanoTime() - begin < WINDOW.toNanos()) {
            for (Piece piece : pieces) {
                sum += piece.run();
                runs++;
            }
        }
        double used = Math.max(1, server.footprint().cpuMillis() - cpu);
        // an idle compiler thread ends, and its time goes with it
        double compiled = Math.max(0, server.compilerMillis() - compiling);
        return new Window(sum / runs, compiled / used);
    }
}
