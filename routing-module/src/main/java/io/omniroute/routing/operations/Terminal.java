package io.omniroute.routing.operations;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * The terminal that {@code ./omniroute} was started from. The launcher keeps it out of the log files, so it is the place for
 * what must be shown once and kept nowhere. It lives in another class loader, hence it is called through the platform's MBean
 * server; on a server without our launcher the lines go to the server's standard output.
 */
public final class Terminal {
    private static final String LAUNCHER = "io.omniroute:type=Launcher";

    private Terminal() {}

    /** Shows one line, as it is. */
    public static void print(String line) {
        if (!tell("print", line)) {
            System.out.println(line);
        }
    }

    /** Leaves the one line that explains why the start is about to fail; the first reason given is the one shown. */
    public static void refuse(String reason) {
        if (!tell("refuse", reason)) {
            System.Logger log = System.getLogger(Terminal.class.getName());
            log.log(System.Logger.Level.ERROR, reason);
        }
    }

    /** Says that the application is up. */
    public static void started() {
        tell("started");
    }

    private static boolean tell(String operation, String... arguments) {
        String[] signature = new String[arguments.length];
        Arrays.fill(signature, String.class.getName());
        try {
            ManagementFactory.getPlatformMBeanServer()
                    .invoke(new ObjectName(LAUNCHER), operation, arguments, signature);
            return true;
        } catch (InstanceNotFoundException e) {
            return false; // a server of somebody else's
        } catch (JMException e) {
            throw new IllegalStateException("The launcher refused " + operation + ".", e);
        }
    }
}
