package io.omniroute.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** A running gateway and a key of it; {@link #get} shares one among all tests that need nothing special. */
public final class TestGateway {
    private static TestGateway shared;

    private final GatewayProcess process;
    private final String key;

    private TestGateway(Map<String, String> environment) {
        process = GatewayProcess.start(environment);
        key = process.newKey("whole-application-tests");
    }

    public static synchronized TestGateway get() {
        if (shared == null) {
            shared = start(Map.of());
            Runtime.getRuntime().addShutdownHook(new Thread(shared.process::close));
        }
        return shared;
    }

    /** One of the caller's own, with its environment; the caller closes its process. */
    public static TestGateway start(Map<String, String> environment) {
        return new TestGateway(environment);
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
