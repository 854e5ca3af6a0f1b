package io.omniroute.launch;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The launcher's corner of the data directory: {@code logs/} and one scratch directory for each running process under
 * {@code tmp/}, where Payara Micro unpacks itself. Scratch directories of processes that were killed are cleared away.
 */
final class Workspace {
    private final Path data;
    private final Path logs;
    private final Path scratch;

    private Workspace(Path data, Path logs, Path scratch) {
        this.data = data;
        this.logs = logs;
        this.scratch = scratch;
    }

    static Workspace in(Path data) {
        try {
            Files.createDirectories(data, ownerOnly());
            Path logs = Files.createDirectories(data.resolve("logs"), ownerOnly());
            Path all = Files.createDirectories(data.resolve("tmp"), ownerOnly());
            removeAbandoned(all);
            Path own = all.resolve(Long.toString(ProcessHandle.current().pid()));
            return new Workspace(data, logs, Files.createDirectories(own, ownerOnly()));
        } catch (IOException e) {
            throw new CannotStartException("the data directory " + data + " cannot be written: " + e.getMessage(), e);
        }
    }

    private static FileAttribute<?>[] ownerOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }

    private static void removeAbandoned(Path all) throws IOException {
        try (Stream<Path> owned = Files.list(all)) {
            owned.filter(directory -> isAbandoned(directory.getFileName().toString()))
                    .forEach(Workspace::remove);
        }
    }

    private static boolean isAbandoned(String name) {
        if (!name.chars().allMatch(Character::isDigit)) {
            return false;
        }
        long owner = Long.parseLong(name);
        // our own number can only be that of a dead predecessor: containers always start at the same one
        return owner == ProcessHandle.current().pid()
                || ProcessHandle.of(owner).filter(ProcessHandle::isAlive).isEmpty();
    }

    private static void remove(Path directory) {
        try (Stream<Path> entries = Files.walk(directory)) {
            List<Path> deepestFirst = entries.sorted(Comparator.reverseOrder()).toList();
            for (Path entry : deepestFirst) {
                Files.deleteIfExists(entry);
            }
        } catch (IOException | UncheckedIOException e) {
            // litter, no more; the next start tries again
        }
    }

    /** Clears the scratch directory; for the very end. The server's own last acts may still write there meanwhile. */
    void close() {
        for (int tries = 0; tries < 50 && Files.exists(scratch); tries++) {
            remove(scratch);
            pause();
        }
    }

    private void pause() {
        if (!Files.exists(scratch)) {
            return;
        }
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    Path data() {
        return data;
    }

    Path scratch() {
        return scratch;
    }

    Path serverLog() {
        return logs.resolve("server.0.log");
    }

    Path consoleLog() {
        return logs.resolve("console.log");
    }

    /** Adds the whole of a failure to what was printed past the logs. */
    void note(Throwable failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace, true));
        try {
            Files.writeString(consoleLog(), trace.toString(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            failure.addSuppressed(e); // the line on the terminal must do
        }
    }

    /** A stream for whatever is printed past the logs; starts empty each time. */
    PrintStream strayOutput() {
        try {
            OutputStream file = Files.newOutputStream(consoleLog());
            return new PrintStream(file, true, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new CannotStartException("the log directory " + logs + " cannot be written: " + e.getMessage(), e);
        }
    }

    /** Writes the server's logging configuration and says where. */
    Path loggingProperties() {
        String rules = Resources.text("logging.properties").replace("@logs@", escaped(logs));
        try {
            return Files.writeString(scratch.resolve("logging.properties"), rules);
        } catch (IOException e) {
            throw new CannotStartException("the scratch directory " + scratch + " cannot be written", e);
        }
    }

    /** {@link java.util.logging.FileHandler} takes a percent sign for a placeholder, properties a backslash for an escape. */
    private static String escaped(Path path) {
        return path.toString().replace("\\", "/").replace("%", "%%");
    }
}
