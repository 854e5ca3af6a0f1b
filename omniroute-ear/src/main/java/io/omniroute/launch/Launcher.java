package io.omniroute.launch;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.management.JMException;
import javax.management.ObjectName;

/** The launcher's end of the talk with the application. Thread-safe. */
final class Launcher implements LauncherMXBean {
    private final PrintStream terminal;
    private final AtomicReference<String> refusal = new AtomicReference<>();
    private volatile boolean started;
    private volatile boolean stopping;

    private Launcher(PrintStream terminal) {
        this.terminal = terminal;
    }

    static Launcher register(PrintStream terminal) {
        Launcher launcher = new Launcher(terminal);
        try {
            ManagementFactory.getPlatformMBeanServer()
                    .registerMBean(launcher, new ObjectName("io.omniroute:type=Launcher"));
        } catch (JMException e) {
            throw new IllegalStateException("The launcher cannot be registered.", e);
        }
        return launcher;
    }

    @Override
    public void print(String line) {
        terminal.println(line);
        terminal.flush();
    }

    @Override
    public void refuse(String reason) {
        refusal.compareAndSet(null, reason);
    }

    @Override
    public void started() {
        started = true;
    }

    boolean isStarted() {
        return started;
    }

    /** From now on a start that fails does so because it was told to. */
    void stopping() {
        stopping = true;
    }

    boolean isStopping() {
        return stopping;
    }

    Optional<String> refusal() {
        return Optional.ofNullable(refusal.get());
    }
}
