package io.omniroute.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The page that keeps the last results, between two marks. */
final class ResultsPage {
    private static final String BEGIN = "<!-- results: written by omniroute-ear/src/bench/run -->\n";
    private static final String END = "<!-- end of results -->";

    private ResultsPage() {}

    static void replace(Path page, String results) throws IOException {
        String text = Files.readString(page);
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IOException(page + " lacks the marks between which results go");
        }
        Files.writeString(
                page, text.substring(0, begin + BEGIN.length()) + "\n" + results + "\n" + text.substring(end));
    }
}
