package io.omniroute.launch;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.URL;

/**
 * The first call of all: whether the gateway answers at its own address. The web module can fail when all the rest of the
 * application is up, and Payara Micro then goes on and answers with errors.
 */
final class SelfCall {
    private static final int PATIENCE_MILLIS = 60_000;

    private SelfCall() {}

    /** Asks for the description that needs no key. @throws CannotStartException when it does not come */
    static void requireAnswer(int port, Workspace workspace) {
        int status;
        try {
            status = status(port);
        } catch (IOException e) {
            throw failed("nothing answers at port " + port, workspace);
        }
        if (status != HttpURLConnection.HTTP_OK) {
            throw failed("its address answers with status " + status, workspace);
        }
    }

    private static int status(int port) throws IOException {
        String host = InetAddress.getLoopbackAddress().getHostAddress();
        URL address = URI.create("http://" + host + ":" + port + "/v1").toURL();
        HttpURLConnection call = (HttpURLConnection) address.openConnection(Proxy.NO_PROXY);
        call.setConnectTimeout(PATIENCE_MILLIS);
        call.setReadTimeout(PATIENCE_MILLIS);
        try {
            return call.getResponseCode();
        } finally {
            call.disconnect();
        }
    }

    private static CannotStartException failed(String what, Workspace workspace) {
        return new CannotStartException("the web module did not start, " + what + "; see " + workspace.serverLog());
    }
}
