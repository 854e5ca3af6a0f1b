package io.omniroute.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** One gateway for all whole-application tests that need nothing special; started by the first, ended with the JVM. */
public final class TestGateway {
    private static TestGateway shared;

    private final GatewayProcess process;
    private final String key;

    private TestGateway() {
        process = GatewayProcess.start(Map.of());
        Runtime.getRuntime().addShutdownHook(new Thread(process::close));
        key = process.newKey("whole-application-tests");
    }

    public static synchronized TestGateway get() {
        if (shared == null) {
            shared = new TestGateway();
        }
        return shared;
    }

    public String url() {
        return process.url();
    }

    public int port() {
        return process.port();
    }

    public String key() {
        return key;
    }

    public void connect(String prefix, String format, String baseUrl) {
        process.connect(prefix, format, baseUrl);
    }

    public void connect(ObjectNode node) {
        process.connect(node);
    }

    public JsonNode get(String path) {
        return process.get(path);
    }

    public GatewayProcess process() {
        return process;
    }
}
