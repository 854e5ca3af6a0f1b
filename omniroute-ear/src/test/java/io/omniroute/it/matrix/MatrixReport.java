package io.omniroute.it.matrix;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The table that the matrix ends with. */
final class MatrixReport {
    private final Map<String, Map<Scenario, String>> rows = new LinkedHashMap<>();
    private final TreeSet<String> remarks = new TreeSet<>();

    void ok(Cell cell, Scenario scenario) {
        put(cell, scenario, "ok");
    }

    void failed(Cell cell, Scenario scenario) {
        put(cell, scenario, "FAIL");
    }

    void notApplicable(Cell cell, Scenario scenario, String reason) {
        put(cell, scenario, "n.a.");
        remarks.add(row(cell) + ", " + scenario.title() + ": " + reason);
    }

    void write(Path file) {
        List<String> lines = new ArrayList<>();
        List<String> heads = new ArrayList<>(List.of("client -> vendor"));
        for (Scenario scenario : Scenario.values()) {
            heads.add(scenario.title());
        }
        lines.add("| " + String.join(" | ", heads) + " |");
        lines.add("|" + "---|".repeat(heads.size()));
        rows.forEach((row, cells) -> {
            StringBuilder line = new StringBuilder("| " + row);
            for (Scenario scenario : Scenario.values()) {
                line.append(" | ").append(cells.getOrDefault(scenario, "-"));
            }
            lines.add(line.append(" |").toString());
        });
        lines.addAll(remarks);
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        System.out.println(String.join(System.lineSeparator(), lines));
    }

    private void put(Cell cell, Scenario scenario, String word) {
        rows.computeIfAbsent(row(cell), name -> new LinkedHashMap<>()).put(scenario, word);
    }

    private static String row(Cell cell) {
        return cell.client().format() + " -> " + cell.vendor().voice().format();
    }
}
