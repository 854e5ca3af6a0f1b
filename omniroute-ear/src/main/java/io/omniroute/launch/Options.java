package io.omniroute.launch;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * The command line, read.
 *
 * @param open whether to show the gateway in a browser once it is up
 * @param ask what to do instead of starting
 */
record Options(int port, Path dataDirectory, boolean open, Ask ask) {
    static final int DEFAULT_PORT = 20128;

    enum Ask {
        NOTHING,
        HELP,
        VERSION,
        /** To write the server's directory to {@link #dataDirectory}. */
        UNPACK,
        /** To start, make some calls and stop, for the JVM to learn from. */
        REHEARSE
    }

    static Options parse(List<String> arguments, Path defaultDirectory) {
        Options options = new Options(DEFAULT_PORT, defaultDirectory, true, Ask.NOTHING);
        Deque<String> rest = new ArrayDeque<>(split(arguments));
        while (!rest.isEmpty()) {
            options = options.with(rest.pop(), rest);
        }
        return options;
    }

    /** {@code --name=value} reads as {@code --name value}. */
    private static List<String> split(List<String> arguments) {
        return arguments.stream()
                .flatMap(argument -> argument.startsWith("--")
                        ? List.of(argument.split("=", 2)).stream()
                        : List.of(argument).stream())
                .toList();
    }

    private Options with(String name, Deque<String> rest) {
        return switch (name) {
            case "--port" -> new Options(port(value(name, rest)), dataDirectory, open, ask);
            case "--data-dir" -> new Options(port, directory(value(name, rest)), open, ask);
            case "--no-open" -> new Options(port, dataDirectory, false, ask);
            case "--help", "-h" -> new Options(port, dataDirectory, open, Ask.HELP);
            case "--unpack" -> new Options(port, directory(value(name, rest)), open, Ask.UNPACK);
            case "--rehearse" -> new Options(Rehearsal.freePort(), directory(value(name, rest)), false, Ask.REHEARSE);
            case "--version" -> new Options(port, dataDirectory, open, Ask.VERSION);
            default -> throw new BadUsageException("unknown option " + name + "; --help lists the options");
        };
    }

    private static String value(String name, Deque<String> rest) {
        try {
            return rest.pop();
        } catch (NoSuchElementException e) {
            throw new BadUsageException(name + " needs a value");
        }
    }

    private static int port(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 1 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new BadUsageException("--port needs a number from 1 to 65535, not " + text);
    }

    private static Path directory(String text) {
        try {
            return Path.of(text).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new BadUsageException(text + " is not the name of a directory");
        }
    }
}
