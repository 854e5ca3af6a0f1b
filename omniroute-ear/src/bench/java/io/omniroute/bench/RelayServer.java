package io.omniroute.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The floor: Payara Micro with the gateway's own settings, request threads and JVM options, and a servlet that only copies bytes between
 * caller and vendor. What it takes is the platform's share of a call, which nothing inside a gateway can lower.
 */
final class RelayServer implements JvmServer {
    private final Process process;
    private final int port = Processes.freePort();

    /**
     * Starts it and waits for its first answer.
     *
     * @param parts what {@code run} has laid out: {@code payara-micro.jar}, {@code launch} with the classes of the request threads,
     *     {@code pre-boot-commands.txt}, {@code post-deploy-commands.txt}, {@code relay.war}
     * @param java of the gateway: the program and its options
     */
    RelayServer(Path parts, List<String> java, int vendorPort) throws IOException {
        Path log = parts.resolve("output.log");
        List<String> command = new ArrayList<>(java);
        command.addAll(List.of(
                "-Drelay.vendor=" + vendorPort,
                "-cp",
                parts.resolve("payara-micro.jar") + ":" + parts.resolve("launch"),
                "fish.payara.micro.PayaraMicro",
                "--nocluster",
                "--port",
                Integer.toString(port),
                "--rootdir",
                Files.createDirectories(parts.resolve("root")).toString(),
                "--prebootcommandfile",
                parts.resolve("pre-boot-commands.txt").toString(),
                "--postdeploycommandfile",
                parts.resolve("post-deploy-commands.txt").toString(),
                "--contextroot",
                "/",
                "--deploy",
                parts.resolve("relay.war").toString()));
        process = Processes.start(new ProcessBuilder(command)
                .directory(parts.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile()));
        FirstAnswer.await(process, endpoint(), log);
    }

    @Override
    public Endpoint endpoint() {
        return new Endpoint(port, "/v1/chat/completions", "nobody-looks", "", false);
    }

    @Override
    public Footprint footprint() {
        return Footprint.of(process.toHandle());
    }

    @Override
    public long compilerMillis() {
        return Footprint.compilerMillis(process.toHandle());
    }

    @Override
    public void close() {
        Processes.end(process);
    }
}
