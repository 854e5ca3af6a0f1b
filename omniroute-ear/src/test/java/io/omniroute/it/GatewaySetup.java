package io.omniroute.it;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How to start a gateway. Immutable.
 *
 * @param jar what is run
 * @param environment variables that it gets on top of those of the tests, minus every {@code OMNIROUTE_*} of the latter
 * @param arguments what follows {@code --port}, {@code --data-dir} and {@code --no-open} on the command line
 */
public record GatewaySetup(Path jar, Path dataDirectory, Map<String, String> environment, List<String> arguments) {
    private static final Path BUILT = Path.of("target", "omniroute.jar").toAbsolutePath();

    public GatewaySetup {
        environment = Map.copyOf(environment);
        arguments = List.copyOf(arguments);
    }

    public static GatewaySetup in(Path dataDirectory) {
        return new GatewaySetup(BUILT, dataDirectory, Map.of(), List.of());
    }

    public GatewaySetup with(String variable, String value) {
        Map<String, String> more = new TreeMap<>(environment);
        more.put(variable, value);
        return new GatewaySetup(jar, dataDirectory, more, arguments);
    }

    public GatewaySetup withArgument(String argument) {
        List<String> more = new ArrayList<>(arguments);
        more.add(argument);
        return new GatewaySetup(jar, dataDirectory, environment, more);
    }

    public GatewaySetup run(Path other) {
        return new GatewaySetup(other, dataDirectory, environment, arguments);
    }

    /** The process, ready to be started. */
    ProcessBuilder process(int port) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-jar",
                jar.toString(),
                "--port",
                Integer.toString(port),
                "--data-dir",
                dataDirectory.toString(),
                "--no-open"));
        command.addAll(arguments);
        ProcessBuilder process = new ProcessBuilder(command);
        process.environment().keySet().removeIf(name -> name.startsWith("OMNIROUTE_"));
        process.environment().putAll(environment);
        return process;
    }
}
