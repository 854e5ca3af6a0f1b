package io.omniroute.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The gateway as its launcher starts it, on an empty data directory, set up as a {@link Setup} says. */
final class GatewayServer implements JvmServer {
    private static final String KEY = "sk-bench-0123456789abcdefghijklmnopqrstuvwxyz";
    private static final Pattern HEAP = Pattern.compile("total \\d+K, used (\\d+)K");

    private final Setup setup;
    private final Process process;
    private final int port = Processes.freePort();
    private final double startSeconds;

    /** Starts it and waits for its first answer. @param launcher the {@code omniroute} script of the repository */
    GatewayServer(Path launcher, Path directory, Setup setup, int vendorPort) throws IOException {
        this.setup = setup;
        Files.createDirectories(directory);
        Path configuration = directory.resolve("config.json");
        Files.writeString(configuration, setup.configuration(vendorPort, KEY));
        Path log = directory.resolve("output.log");
        ProcessBuilder builder = new ProcessBuilder(
                        launcher.toString(),
                        "--port",
                        Integer.toString(port),
                        "--data-dir",
                        directory.resolve("data").toString(),
                        "--no-open")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("OMNIROUTE_CONFIG", configuration.toString());
        long begin = System.nanoTime();
        process = Processes.start(builder);
        FirstAnswer.await(process, endpoint(), log);
        startSeconds = (System.nanoTime() - begin) / 1e9;
    }

    @Override
    public Endpoint endpoint() {
        return new Endpoint(port, "/v1/chat/completions", KEY, setup.modelPrefix(), setup.distinct());
    }

    /** For callers that speak Anthropic Messages; the vendor stays what it is. */
    Endpoint translating() {
        return new Endpoint(port, "/v1/messages", KEY, setup.modelPrefix(), setup.distinct());
    }

    /** From the launcher's first instruction to the first served call. */
    double startSeconds() {
        return startSeconds;
    }

    @Override
    public Footprint footprint() {
        return Footprint.of(process.toHandle());
    }

    /** The program and its options, without what only this application's jars can use. */
    List<String> java() {
        ProcessHandle.Info info = process.toHandle().info();
        List<String> command = new ArrayList<>(List.of(info.command().orElseThrow()));
        Arrays.stream(info.arguments().orElseThrow())
                .takeWhile(argument -> !argument.equals("-jar"))
                .filter(argument -> !argument.contains("AOTCache") && !argument.startsWith("-Xlog"))
                .forEach(command::add);
        return command;
    }

    @Override
    public long compilerMillis() {
        return Footprint.compilerMillis(process.toHandle());
    }

    /** @return MiB of Java heap in use now, garbage included; NaN when the JVM cannot be asked */
    double heapMiB() {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        ProcessBuilder builder = new ProcessBuilder(jcmd.toString(), Long.toString(process.pid()), "GC.heap_info");
        try {
            String answer = new String(builder.start().getInputStream().readAllBytes());
            Matcher used = HEAP.matcher(answer);
            double kib = 0;
            while (used.find()) {
                kib += Long.parseLong(used.group(1));
            }
            return kib == 0 ? Double.NaN : kib / 1024;
        } catch (IOException e) {
            return Double.NaN;
        }
    }

    @Override
    public void close() {
        Processes.end(process);
    }
}
