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

    /** {@code fish.payara.micro.impl.PayaraMicroImpl}. */
    private static final String SERVER_HOOK = "Payara Micro Shutdown Hook";

    private static final Duration HOOKS_BEGIN = Duration.ofMillis(100);

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
        Runtime.getRuntime().addShutdownHook(new Thread(this::tidyUp, "omniroute-scratch"));
        System.exit(0);
    }

    /** Last of all: the JVM runs its hooks side by side, and the server's own still writes to the scratch directory. */
    private void tidyUp() {
        try {
            Thread.sleep(HOOKS_BEGIN);
            for (Thread each : Thread.getAllStackTraces().keySet()) {
                if (each.getName().equals(SERVER_HOOK)) {
                    each.join(GRACE);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        workspace.close();
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
