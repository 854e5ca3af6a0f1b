package io.omniroute.provider.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Files below {@code src/test/resources/wire/<format>}. */
public final class Fixtures {
    private Fixtures() {}

    /** The files of a format whose names end in {@code suffix}, sorted; fails when the folder is missing. */
    public static List<Path> of(WireFormat format, String suffix) {
        try (Stream<Path> files = Files.list(
                Path.of(Fixtures.class.getResource("/wire/" + format.label()).toURI()))) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    public static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
