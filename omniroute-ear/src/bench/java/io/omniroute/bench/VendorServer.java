package io.omniroute.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The {@link Vendor} as a process of its own. */
final class VendorServer implements Server {
    private final Process process;
    private final int port;

    VendorServer() {
        process = Processes.start(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx768m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Vendor.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT));
        port = readPort();
    }

    int port() {
        return port;
    }

    @Override
    public Endpoint endpoint() {
        return new Endpoint(port, "/v1/chat/completions", "vendor-key", "", false);
    }

    @Override
    public Footprint footprint() {
        return Footprint.of(process.toHandle());
    }

    @Override
    public void close() {
        Processes.end(process);
    }

    private int readPort() {
        try {
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
            return Integer.parseInt(lines.readLine());
        } catch (IOException e) {
            throw new IllegalStateException("the vendor did not start", e);
        }
    }
}
