package io.omniroute.it.time;

import io.omniroute.it.PatchedJar;
import io.omniroute.it.TestGateway;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** A gateway whose time goes on as everybody's does, and jumps ahead when a test says so. It never goes back. */
public final class TimeMachine implements AutoCloseable {
    private static final List<Class<?>> BEANS = List.of(ShiftedTime.class, ShiftedClock.class);

    private static TimeMachine shared;

    private final Path home;
    private final ShiftedClock clock;
    private final TestGateway gateway;

    private TimeMachine(Path home, Map<String, String> environment) throws IOException {
        this.home = home;
        Path file = home.resolve("clock");
        this.clock = new ShiftedClock(file);
        Path jar = PatchedJar.copyOf(
                Path.of("target", "omniroute.jar"),
                home.resolve("omniroute.jar"),
                Map.of("WEB-INF/lib/shifted-time.jar", beans()));
        Map<String, String> all = new HashMap<>(environment);
        all.put(ShiftedTime.FILE, file.toString());
        this.gateway = TestGateway.start(jar, all);
    }

    public static TimeMachine start(Map<String, String> environment) {
        try {
            return new TimeMachine(Files.createTempDirectory("omniroute-it-time"), environment);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One for all tests that need nothing special; its days end at midnight UTC. */
    public static synchronized TimeMachine get() {
        if (shared == null) {
            shared = start(Map.of("OMNIROUTE_TIME_ZONE", "UTC"));
            Runtime.getRuntime().addShutdownHook(new Thread(shared::close));
        }
        return shared;
    }

    public TestGateway gateway() {
        return gateway;
    }

    /** The gateway's time. */
    public Instant now() {
        return clock.instant();
    }

    public void forward(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("time does not go back: " + time);
        }
        clock.shift(time.toMillis());
    }

    /** To that moment, or just behind it. */
    public void forwardTo(Instant moment) {
        forward(Duration.between(now(), moment).plusMillis(1));
    }

    @Override
    public void close() {
        gateway.close();
        for (String name : List.of("omniroute.jar", "clock")) {
            home.resolve(name).toFile().delete();
        }
        home.toFile().delete();
    }

    private static byte[] beans() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes)) {
            for (Class<?> each : BEANS) {
                String name = each.getName().replace('.', '/') + ".class";
                jar.putNextEntry(new JarEntry(name));
                try (InputStream in = each.getClassLoader().getResourceAsStream(name)) {
                    in.transferTo(jar);
                }
            }
            jar.putNextEntry(new JarEntry("META-INF/beans.xml"));
            jar.write("<beans xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"4.0\"/>"
                    .getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
