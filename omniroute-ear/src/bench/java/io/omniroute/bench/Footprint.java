package io.omniroute.bench;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * CPU time and memory of a process and its children, from Linux's {@code /proc}.
 *
 * @param cpuMillis since they started, to 10 ms
 * @param residentMiB now
 */
record Footprint(long cpuMillis, long residentMiB) {
    private static final int MILLIS_PER_TICK = 10; // USER_HZ is 100 on every Linux that runs Java
    private static final int UTIME = 11; // proc(5), stat: fields behind the name, counted from 0
    private static final int STIME = 12;

    static Footprint of(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants())
                .map(one -> new Footprint(cpu(one.pid()), resident(one.pid())))
                .reduce(new Footprint(0, 0), Footprint::plus);
    }

    /** CPU time of the threads of the process and its children that compile; of those that still run. */
    static long compilerMillis(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants())
                .mapToLong(one -> compiling(Path.of("/proc", Long.toString(one.pid()), "task")))
                .sum();
    }

    private static long compiling(Path tasks) {
        long millis = 0;
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(tasks)) {
            for (Path thread : threads) {
                String stat = stat(thread);
                // HotSpot calls them C1 CompilerThread0, C2 CompilerThread0; Linux keeps 15 characters
                if (stat.contains(" CompilerThre")) {
                    millis += cpu(stat);
                }
            }
            return millis;
        } catch (IOException e) {
            throw new IllegalStateException("a process is gone", e);
        }
    }

    /** Empty for a thread that has just ended. */
    private static String stat(Path thread) {
        try {
            return Files.readString(thread.resolve("stat"));
        } catch (IOException e) {
            return "";
        }
    }

    private Footprint plus(Footprint other) {
        return new Footprint(cpuMillis + other.cpuMillis, residentMiB + other.residentMiB);
    }

    private static long cpu(long pid) {
        return cpu(read(pid, "stat"));
    }

    private static long cpu(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[UTIME]) + Long.parseLong(fields[STIME])) * MILLIS_PER_TICK;
    }

    private static long resident(long pid) {
        return read(pid, "status")
                .lines()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(0);
    }

    private static String read(long pid, String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), file));
        } catch (IOException e) {
            throw new IllegalStateException("process " + pid + " is gone", e);
        }
    }
}
