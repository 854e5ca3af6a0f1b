package io.omniroute.launch;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * The order of a stop: the application refuses new calls, finishes the running ones and flushes, and only then do the JVM and
 * with it the server go down. Asked a second time, it stops at once.
 */
final class GracefulStop implements Runnable {
    /** How long running calls may go on. */
    private static final Duration GRACE = Duration.ofSeconds(30);
    /** For flushing, after the grace; then the process ends whatever the application does. */
    private static final Duration FLUSH = Duration.ofSeconds(10);

    private final Launcher launcher;
    private final Workspace workspace;
    private final AtomicBoolean asked = new AtomicBoolean();

    GracefulStop(Launcher launcher, Workspace workspace) {
        this.launcher = launcher;
        this.workspace = workspace;
    }

    @Override
    public void run() {
        if (!asked.compareAndSet(false, true)) {
            Runtime.getRuntime().halt(130);
        }
        launcher.stopping();
        launcher.print("Stopping: running calls may finish, " + GRACE.toSeconds() + " s at most.");
        Thread.ofPlatform().daemon().name("omniroute-stop-limit").start(() -> haltAfter(GRACE.plus(FLUSH)));
        stopApplication();
        Runtime.getRuntime().addShutdownHook(new Thread(workspace::close, "omniroute-scratch"));
        System.exit(0);
    }

    private void stopApplication() {
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        try {
            beans.invoke(
                    new ObjectName("io.omniroute:type=Gateway"), "stop", new Object[] {GRACE.toMillis()}, new String[] {
                        long.class.getName()
                    });
        } catch (InstanceNotFoundException e) {
            // stopped before it was up
        } catch (JMException e) {
            launcher.print("omniroute: not everything was flushed; see " + workspace.serverLog());
        }
    }

    private static void haltAfter(Duration limit) {
        try {
            Thread.sleep(limit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(1);
    }
}
