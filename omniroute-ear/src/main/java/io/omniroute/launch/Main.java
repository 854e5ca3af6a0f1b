package io.omniroute.launch;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Starts the gateway from the command line. Whatever keeps it from starting is one line and a non-zero exit. */
public final class Main {
    private static final int USAGE = 2;
    private static final int FAILURE = 1;

    private final PrintStream terminal;
    private final PrintStream complaints;

    private Main(PrintStream terminal, PrintStream complaints) {
        this.terminal = terminal;
        this.complaints = complaints;
    }

    public static void main(String... arguments) {
        new Main(System.out, System.err).run(List.of(arguments));
    }

    private void run(List<String> arguments) {
        try {
            Options options = Options.parse(arguments, defaultDirectory());
            switch (options.ask()) {
                case HELP -> terminal.print(Resources.text("help.txt"));
                case VERSION -> terminal.print("omniroute " + version() + System.lineSeparator());
                case UNPACK -> UnpackedServer.write(MicroServer.jar(), options.dataDirectory());
                case REHEARSE -> rehearse(options);
                case NOTHING -> start(options);
            }
        } catch (BadUsageException e) {
            fail(e.getMessage(), USAGE);
        } catch (CannotStartException e) {
            fail(e.getMessage(), FAILURE);
        }
    }

    private void fail(String reason, int status) {
        complaints.println("omniroute: " + reason);
        complaints.flush();
        Runtime.getRuntime().halt(status); // not exit: the hooks of a server that is half up can take for ever
    }

    /** @return ends the gateway and the JVM, in order */
    private Runnable start(Options options) {
        requireFree(options.port());
        Workspace workspace = Workspace.in(options.dataDirectory());
        System.setProperty("OMNIROUTE_DATA_DIR", workspace.data().toString());
        System.setProperty("java.io.tmpdir", workspace.scratch().toString());
        PrintStream stray = workspace.strayOutput();
        System.setOut(stray);
        System.setErr(stray);

        String address = "http://localhost:" + options.port();
        terminal.println("OmniRoute " + version() + ", data in " + workspace.data());
        Launcher launcher = Launcher.register(terminal);
        Runnable stop = new GracefulStop(launcher, workspace);
        StopSignals.handle(stop);
        try {
            MicroServer.start(options, workspace);
            requireStarted(launcher, workspace);
            SelfCall.requireAnswer(options.port(), workspace);
        } catch (CannotStartException e) {
            if (launcher.isStopping()) {
                return stop;
            }
            workspace.close();
            throw e;
        }
        terminal.println(
                "Listening on " + address + "/v1, ready after " + seconds(sinceJvmStart()) + " s. Ctrl-C stops.");
        if (options.open()) {
            Browser.show(address);
        }
        return stop;
    }

    /** Ends the JVM by its normal way: that is when it writes what it has learned. */
    private void rehearse(Options options) {
        Runnable stop;
        try (Rehearsal rehearsal = new Rehearsal()) {
            rehearsal.prepare(options.dataDirectory());
            stop = start(options);
            rehearsal.run(options.port());
        }
        stop.run();
    }

    private static void requireFree(int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true); // as the server does: connections of a predecessor may still be closing
            probe.bind(new InetSocketAddress(port));
        } catch (IOException e) {
            throw new CannotStartException(
                    "port " + port + " cannot be used (" + e.getMessage() + "); choose another with --port");
        }
    }

    private static void requireStarted(Launcher launcher, Workspace workspace) {
        if (!launcher.isStarted()) {
            throw new CannotStartException(
                    launcher.refusal().orElseGet(() -> "the application did not start; see " + workspace.serverLog()));
        }
    }

    private static Path defaultDirectory() {
        return Stream.of(
                        System.getProperty("omniroute.data.dir"),
                        System.getProperty("OMNIROUTE_DATA_DIR"),
                        System.getenv("OMNIROUTE_DATA_DIR"))
                .filter(value -> value != null && !value.isBlank())
                .map(Path::of)
                .findFirst()
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".omniroute"))
                .toAbsolutePath()
                .normalize();
    }

    private static String version() {
        return Resources.text("version.txt").strip();
    }

    /** Not the process's: the launcher script may have built the gateway in it before. */
    private static Duration sinceJvmStart() {
        return Duration.ofMillis(System.currentTimeMillis()
                - ManagementFactory.getRuntimeMXBean().getStartTime());
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f", duration.toMillis() / 1000.0);
    }
}
