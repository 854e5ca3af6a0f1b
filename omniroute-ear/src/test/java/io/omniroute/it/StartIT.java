package io.omniroute.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.it.wire.RawCall;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What keeps a gateway from starting is one line for its operator, and a status for scripts. */
class StartIT {
    /** Of a servlet that cannot be loaded: everything but the web module starts. */
    private static final String BROKEN_DESCRIPTOR = """
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
              <servlet>
                <servlet-name>missing</servlet-name>
                <servlet-class>io.omniroute.NoSuchServlet</servlet-class>
                <load-on-startup>1</load-on-startup>
              </servlet>
            </web-app>
            """;

    @TempDir
    private Path directory;

    @Test
    void namesThePortThatIsInUse() throws Exception {
        try (ServerSocket other = new ServerSocket(0)) {
            Exit exit = RunningGateway.attempt(setup(), other.getLocalPort());

            assertThat(exit.status()).isEqualTo(1);
            assertThat(exit.errors()).singleElement().asString().contains("port " + other.getLocalPort());
        }
    }

    @Test
    void namesTheOptionItDoesNotKnow() {
        Exit exit = RunningGateway.attempt(setup().withArgument("--prot"));

        assertThat(exit.status()).isEqualTo(2);
        assertThat(exit.errors()).singleElement().asString().contains("unknown option --prot");
    }

    @Test
    void refusesAPortThatIsNone() {
        Exit exit = RunningGateway.attempt(setup().withArgument("--port=http"));

        assertThat(exit.status()).isEqualTo(2);
        assertThat(exit.errors()).singleElement().asString().contains("--port", "http");
    }

    @Test
    void namesTheDataDirectoryItCannotWrite() throws Exception {
        Path file = Files.createFile(directory.resolve("file"));

        Exit exit = RunningGateway.attempt(GatewaySetup.in(file.resolve("data")));

        assertThat(exit.status()).isEqualTo(1);
        assertThat(exit.errors()).singleElement().asString().contains(file.toString());
    }

    @Test
    void namesTheDatabaseItCannotReachAndHidesThePassword() {
        String address = "jdbc:postgresql://127.0.0.1:" + Ports.free() + "/omniroute";

        Exit exit = RunningGateway.attempt(setup().with("OMNIROUTE_DB_URL", address + "?password=hidden"));

        assertThat(exit.status()).isEqualTo(1);
        assertThat(exit.errors())
                .singleElement()
                .asString()
                .contains(address)
                .doesNotContain("hidden")
                .doesNotContain("Exception");
    }

    @Test
    void namesTheKindOfDatabaseItDoesNotSpeak() {
        Exit exit = RunningGateway.attempt(setup().with("OMNIROUTE_DB_URL", "jdbc:oracle:thin:@db"));

        assertThat(exit.status()).isEqualTo(1);
        assertThat(exit.errors()).singleElement().asString().contains("OMNIROUTE_DB_URL", "jdbc:oracle");
    }

    @ParameterizedTest
    @CsvSource({
        "OMNIROUTE_KEEP_ALIVE_SECONDS,often",
        "OMNIROUTE_MAX_BODY_BYTES,-1",
        "OMNIROUTE_TRUSTED_PROXIES,nonsense",
        "OMNIROUTE_PROXY_LOG_ROWS,many"
    })
    void namesTheSettingItCannotUse(String variable, String value) {
        Exit exit = RunningGateway.attempt(setup().with(variable, value));

        assertThat(exit.status()).isEqualTo(1);
        assertThat(exit.errors()).singleElement().asString().contains(variable, value);
        assertThat(exit.output()).noneMatch(StartIT::isOfFirstStart);
    }

    @Test
    void showsNoLoginBeforeTheConfigurationFileIsAccepted() throws Exception {
        Path file = Files.writeString(directory.resolve("omniroute.json"), "{\"nonsense\":[]}");
        GatewaySetup setup = setup().with("OMNIROUTE_CONFIG", file.toString());

        Exit exit = RunningGateway.attempt(setup);

        assertThat(exit.status()).isEqualTo(1);
        assertThat(exit.errors()).singleElement().asString().contains("OMNIROUTE_CONFIG", file.toString(), "nonsense");
        assertThat(exit.output()).noneMatch(StartIT::isOfFirstStart);

        Files.writeString(file, "{\"keys\":[{\"name\":\"first\",\"allowedModels\":[\"demo/*\"]}]}");
        try (RunningGateway mended = RunningGateway.start(setup)) {
            assertThat(login(mended, shown(mended, "  login     admin / "))).isEqualTo(200);
            assertThat(models(mended, shown(mended, "  API key   "))).isEqualTo(200);
        }
    }

    @Test
    void doesNotPassOffAFailedWebModuleAsAGateway() throws Exception {
        Path broken = PatchedJar.copyOf(
                Path.of("target", "omniroute.jar"),
                directory.resolve("broken.jar"),
                Map.of("WEB-INF/web.xml", BROKEN_DESCRIPTOR.getBytes(StandardCharsets.UTF_8)));

        Exit exit = RunningGateway.attempt(setup().run(broken));

        assertThat(exit.status()).isEqualTo(1);
        assertThat(exit.output()).noneMatch(line -> line.startsWith("Listening"));
        assertThat(exit.errors()).singleElement().asString().contains("the web module did not start", "server.0.log");
    }

    @Test
    void answersNobodyBeforeItIsUp() throws Exception {
        int port = Ports.free();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<RunningGateway> starting = threads.submit(() -> RunningGateway.start(setup(), port));

            int first = firstStatus(port, starting);

            try (RunningGateway started = starting.get()) {
                assertThat(first)
                        .isEqualTo(started.get("/v1/models").statusCode())
                        .isEqualTo(401);
            }
        }
    }

    private static int firstStatus(int port, Future<RunningGateway> starting) {
        while (true) {
            boolean last = starting.isDone();
            try (RawCall call = RawCall.send(port, "GET", "/v1/models", Map.of(), new byte[0])) {
                return call.status();
            } catch (UncheckedIOException e) {
                if (last) {
                    throw e;
                }
                Thread.onSpinWait(); // nobody answers yet
            }
        }
    }

    @Test
    void printsHelpAndVersionWithoutStarting() {
        assertThat(RunningGateway.attempt(setup().withArgument("--help")).output())
                .anyMatch(line -> line.contains("--data-dir"));
        assertThat(RunningGateway.attempt(setup().withArgument("--version")).output())
                .singleElement()
                .asString()
                .matches("omniroute \\d+\\..*");
    }

    private static boolean isOfFirstStart(String line) {
        return line.startsWith("First start.") || line.startsWith("  ");
    }

    private static String shown(RunningGateway gateway, String label) {
        return gateway.output().stream()
                .filter(line -> line.startsWith(label))
                .findFirst()
                .orElseThrow()
                .substring(label.length());
    }

    private static int login(RunningGateway gateway, String password) {
        byte[] login = ("admin:" + password).getBytes(StandardCharsets.UTF_8);
        return status(gateway, "/api/users", "Basic " + Base64.getEncoder().encodeToString(login));
    }

    private static int models(RunningGateway gateway, String key) {
        return status(gateway, "/v1/models", "Bearer " + key);
    }

    private static int status(RunningGateway gateway, String path, String authorization) {
        try (RawCall call =
                RawCall.send(gateway.port(), "GET", path, Map.of("Authorization", authorization), new byte[0])) {
            return call.status();
        }
    }

    private GatewaySetup setup() {
        return GatewaySetup.in(directory.resolve("data"));
    }
}
