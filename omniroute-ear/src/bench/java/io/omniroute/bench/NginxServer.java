package io.omniroute.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** nginx that does nothing but pass calls on, unbuffered and over kept connections, as a gateway would use it. */
final class NginxServer implements Server {
    private static final String CONFIGURATION = """
            daemon off;
            worker_processes auto;
            pid nginx.pid;
            error_log error.log;
            worker_rlimit_nofile 16384;
            events { worker_connections 8192; }
            http {
              access_log off;
              keepalive_requests 100000000;
              client_body_temp_path body;
              proxy_temp_path proxy;
              fastcgi_temp_path fastcgi;
              uwsgi_temp_path uwsgi;
              scgi_temp_path scgi;
              upstream vendor { server 127.0.0.1:%d; keepalive 1024; keepalive_requests 100000000; }
              server {
                listen 127.0.0.1:%d backlog=4096;
                location / {
                  proxy_pass http://vendor;
                  proxy_http_version 1.1;
                  proxy_set_header Connection "";
                  proxy_buffering off;
                }
              }
            }
            """;

    private final Process process;
    private final int port = Processes.freePort();

    private NginxServer(Path program, Path directory, int vendorPort) throws IOException {
        Files.createDirectories(directory);
        Path file = directory.resolve("nginx.conf");
        Files.writeString(file, CONFIGURATION.formatted(vendorPort, port));
        process = Processes.start(
                new ProcessBuilder(program.toString(), "-p", directory.toString(), "-c", file.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(directory.resolve("output.log").toFile()));
        Processes.sleep(500);
        if (!process.isAlive()) {
            throw new IOException("nginx ended at once; see " + directory);
        }
    }

    /** Empty when nginx is not installed. */
    static Optional<NginxServer> start(Path directory, int vendorPort) throws IOException {
        Optional<Path> program = program();
        return program.isEmpty()
                ? Optional.empty()
                : Optional.of(new NginxServer(program.get(), directory, vendorPort));
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

    private static Optional<Path> program() {
        return Stream.concat(Arrays.stream(System.getenv("PATH").split(File.pathSeparator)), Stream.of("/usr/sbin"))
                .map(directory -> Path.of(directory, "nginx"))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
