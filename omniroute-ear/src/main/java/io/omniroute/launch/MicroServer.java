package io.omniroute.launch;

import fish.payara.micro.boot.PayaraMicroLauncher;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;

/** Payara Micro with our application inside it. */
final class MicroServer {
    /** Its own start class, which is on the class path of an {@link UnpackedServer} only. */
    private static final String SERVER = "fish.payara.micro.impl.PayaraMicroImpl";

    private MicroServer() {}

    /** Starts the server and the application; returns when both are up or have failed. */
    static void start(Options options, Workspace workspace) {
        String[] arguments = {
            "--port",
            Integer.toString(options.port()),
            "--nocluster",
            "--nohazelcast",
            "--disablephonehome",
            "--rootdir",
            workspace.scratch().toString(),
            "--logproperties",
            workspace.loggingProperties().toString()
        };
        try {
            if (isUnpacked()) {
                startUnpacked(arguments, workspace);
            } else {
                PayaraMicroLauncher.create(arguments);
            }
        } catch (Exception e) { // declared as such; the edge of the server's start
            workspace.note(e);
            throw new CannotStartException("the server did not start; see " + workspace.consoleLog(), e);
        }
    }

    static boolean isUnpacked() {
        return MicroServer.class.getClassLoader().getResource(SERVER.replace('.', '/') + ".class") != null;
    }

    /** The jar that these classes came from. */
    static Path jar() {
        try {
            return Path.of(MicroServer.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("The runnable jar has no place.", e);
        }
    }

    private static void startUnpacked(String[] arguments, Workspace workspace)
            throws ReflectiveOperationException, IOException {
        UnpackedServer.prepare(jar().getParent(), workspace.scratch());
        System.setProperty("fish.payara.micro.BootJar", jar().toUri().toString());
        Class.forName(SERVER).getMethod("create", String[].class).invoke(null, (Object) arguments);
    }
}
