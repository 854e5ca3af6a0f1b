package io.omniroute.launch;

import fish.payara.micro.boot.PayaraMicroLauncher;

/** Payara Micro with our application inside it. */
final class MicroServer {
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
            PayaraMicroLauncher.create(arguments);
        } catch (Exception e) { // declared as such; the edge of the server's start
            throw new CannotStartException("the server did not start; see " + workspace.serverLog(), e);
        }
    }
}
