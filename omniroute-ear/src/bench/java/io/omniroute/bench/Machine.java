package io.omniroute.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What the figures were taken on, without names. */
final class Machine {
    private Machine() {}

    static String description() {
        return "%s, %d cores, %d GiB, Linux %s, Java %s; load average %s at the end"
                .formatted(
                        field("/proc/cpuinfo", "model name"),
                        Runtime.getRuntime().availableProcessors(),
                        Math.round(Long.parseLong(
                                        field("/proc/meminfo", "MemTotal").replaceAll("\\D", ""))
                                / 1048576.0),
                        System.getProperty("os.version").replaceFirst("-.*", ""),
                        Runtime.version(),
                        read("/proc/loadavg").split(" ")[0]);
    }

    private static String field(String file, String name) {
        return read(file)
                .lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT)))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("unknown");
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new IllegalStateException("the benchmark needs Linux", e);
        }
    }
}
