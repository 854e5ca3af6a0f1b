package io.omniroute.bench;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** The measurements as Markdown tables. */
final class Report {
    private final Measurements measured;
    private final int rounds;
    private final StringBuilder text = new StringBuilder();

    Report(Measurements measured, int rounds) {
        this.measured = measured;
        this.rounds = rounds;
    }

    String text() {
        line("Measured on " + LocalDate.now(ZoneOffset.UTC) + ": " + Machine.description() + ". Medians of " + rounds
                + " rounds.");
        line("");
        line("Warm-up: " + String.join("; ", measured.warmUps()) + ".");
        line("");
        wholeTable();
        line("");
        streamTable();
        line("");
        memoryTable();
        line("");
        targetTable();
        return text.toString();
    }

    private void wholeTable() {
        line(
                "| whole calls | server | calls/s | of direct | p50 ms | p99 ms | p50 added | p99 added | CPU µs/call | of nginx | of relay |");
        line("|---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        for (Case loaded : measured.cases()) {
            if (!loaded.streamed()) {
                rows(loaded, true);
            }
        }
    }

    private void streamTable() {
        line(
                "| streams of " + Answers.CHUNKS
                        + " chunks | server | first event p50 ms | p99 ms | p50 added | p99 added | CPU µs/chunk | of nginx | of relay |");
        line("|---|---|---:|---:|---:|---:|---:|---:|---:|");
        for (Case loaded : measured.cases()) {
            if (loaded.streamed()) {
                rows(loaded, false);
            }
        }
    }

    private void rows(Case loaded, boolean rates) {
        for (String server : measured.residentMiB().keySet()) {
            Optional<Result> result = measured.median(loaded, server);
            if (result.isPresent()) {
                row(loaded, server, result.get(), rates);
            }
        }
    }

    private void row(Case loaded, String server, Result result, boolean rates) {
        Result direct = direct(loaded);
        boolean itself = server.equals(Measurements.DIRECT);
        StringBuilder row = new StringBuilder("| " + loaded.name() + " | " + server + " | ");
        if (rates) {
            row.append(number(result.perSecond(), 0)).append(" | ");
            row.append(itself ? "" : number(result.perSecond() / direct.perSecond(), 2))
                    .append(" | ");
        }
        row.append(number(result.p50(), 2))
                .append(" | ")
                .append(number(result.p99(), 2))
                .append(" | ");
        row.append(itself ? "" : number(result.p50() - direct.p50(), 2)).append(" | ");
        row.append(itself ? "" : number(result.p99() - direct.p99(), 2)).append(" | ");
        boolean cpu = loaded.tellsCpu();
        row.append(cpu ? number(result.cpuMicros(), 0) : "")
                .append(" | ")
                .append(itself || !cpu ? "" : ratio(loaded, result, Measurements.NGINX));
        row.append(" | ").append(itself || !cpu ? "" : ratio(loaded, result, Measurements.RELAY));
        line(row.append(" |").toString());
    }

    /** Its CPU time as a multiple of what another server takes for the plain case. */
    private String ratio(Case loaded, Result result, String server) {
        return measured.median(plain(loaded), server)
                .map(other -> number(result.cpuMicros() / other.cpuMicros(), 1))
                .orElse("");
    }

    private Result direct(Case loaded) {
        return measured.median(plain(loaded), Measurements.DIRECT).orElseThrow();
    }

    /** What a call is compared with that servers without the gateway's abilities do not know. */
    private Case plain(Case loaded) {
        for (Case other : measured.cases()) {
            if (other.kind() == Case.Kind.PLAIN && other.sameLoadAs(loaded)) {
                return other;
            }
        }
        throw new IllegalStateException("nothing to compare " + loaded + " with");
    }

    private void memoryTable() {
        line("| memory after all of it | resident MiB |");
        line("|---|---:|");
        measured.residentMiB().forEach((server, size) -> line("| " + server + " | " + size + " |"));
        line("");
        line("Gateway heap in use with 1000 streams open, garbage included: " + number(measured.heapMiB(), 0)
                + " MiB. From start to the first answer, on an empty data directory: "
                + number(measured.startSeconds(), 1)
                + " s.");
    }

    private void targetTable() {
        line("| target (design §8) | bound | relay | measured | |");
        line("|---|---:|---:|---:|---|");
        perCall("", this::gateway);
        perCall(", all policies", this::guarded);
        target("CPU of a chunk, 1000 streams, µs", 50, Benchmark.MANY_STREAMS, this::gateway, Result::cpuMicros);
        target("heap with 1000 open streams, MiB", 512, "", measured.heapMiB());
        target("start to first answer, s", 12, "", measured.startSeconds());
    }

    private void perCall(String which, Function<Case, Result> gateway) {
        target(
                "CPU of a whole call, 32 clients" + which + ", ms",
                .25,
                Benchmark.SOME,
                gateway,
                result -> result.cpuMicros() / 1000);
        added("added to a whole call at the median, 1 client" + which + ", ms", .30, Benchmark.ONE, gateway);
        target("CPU of a chunk, 200 streams" + which + ", µs", 50, Benchmark.STREAMS, gateway, Result::cpuMicros);
        added(
                "added to the first token at the median, 4 streams" + which + ", ms",
                .50,
                Benchmark.FEW_STREAMS,
                gateway);
    }

    private void added(String what, double bound, Case loaded, Function<Case, Result> gateway) {
        double direct = direct(loaded).p50();
        target(what, bound, loaded, gateway, result -> result.p50() - direct);
    }

    private void target(
            String what, double bound, Case loaded, Function<Case, Result> gateway, ToDoubleFunction<Result> figure) {
        Result relay = measured.median(loaded, Measurements.RELAY).orElseThrow();
        target(what, bound, number(figure.applyAsDouble(relay), 2), figure.applyAsDouble(gateway.apply(loaded)));
    }

    /** @param relay what the platform takes by itself, where there is such a figure */
    private void target(String what, double bound, String relay, double value) {
        line("| " + what + " | " + number(bound, 2) + " | " + relay + " | " + number(value, 2) + " | "
                + (value <= bound ? "met" : "**missed**") + " |");
    }

    private Result gateway(Case loaded) {
        return measured.median(loaded, Measurements.GATEWAY).orElseThrow();
    }

    private Result guarded(Case loaded) {
        return measured.median(loaded.guarded(), Measurements.GUARDED).orElseThrow();
    }

    private static String number(double value, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
