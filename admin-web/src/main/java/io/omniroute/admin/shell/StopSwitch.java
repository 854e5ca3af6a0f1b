package io.omniroute.admin.shell;

import io.omniroute.routing.operations.GatewayStopping;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * Turns a request to stop, from outside the application, into one {@link GatewayStopping}. The launcher presses it while the
 * server still serves; on a server without our launcher undeployment does, when that server may already have closed its ports.
 */
@ApplicationScoped
public class StopSwitch implements StopSwitchMXBean {
    private static final String NAME = "io.omniroute:type=Gateway";
    private static final Duration UNDEPLOY_GRACE = Duration.ofSeconds(5);

    private final AtomicBoolean pressed = new AtomicBoolean();

    @Inject
    private Event<GatewayStopping> stopping;

    @Resource
    private ManagedExecutorService threads;

    void install() {
        try {
            MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
            ObjectName name = new ObjectName(NAME);
            if (beans.isRegistered(name)) { // left behind by a deployment that failed half-way
                beans.unregisterMBean(name);
            }
            // a plain object: an MBean server inspects the class, and that of a CDI proxy implements nothing by itself
            beans.registerMBean(new Contact(this), name);
        } catch (JMException e) {
            throw new IllegalStateException("The stop switch cannot be registered.", e);
        }
    }

    void uninstall() {
        fireOnce(UNDEPLOY_GRACE);
        try {
            MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
            ObjectName name = new ObjectName(NAME);
            if (beans.isRegistered(name)) {
                beans.unregisterMBean(name);
            }
        } catch (JMException e) {
            throw new IllegalStateException("The stop switch cannot be taken back.", e);
        }
    }

    @Override
    public void stop(long graceMillis) {
        try {
            // observers expect the application's class loader and naming, which the caller's thread does not have
            threads.submit(() -> fireOnce(Duration.ofMillis(graceMillis))).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("The gateway did not stop cleanly.", e.getCause());
        }
    }

    private void fireOnce(Duration grace) {
        if (pressed.compareAndSet(false, true)) {
            stopping.fire(new GatewayStopping(grace));
        }
    }

    /** The registered object; reaches the bean by the reference it is given. */
    private record Contact(StopSwitchMXBean target) implements StopSwitchMXBean {
        @Override
        public void stop(long graceMillis) {
            target.stop(graceMillis);
        }
    }
}
