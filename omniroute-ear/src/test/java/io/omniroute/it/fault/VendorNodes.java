package io.omniroute.it.fault;

import static io.omniroute.it.conversation.Trees.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.it.TestGateway;
import io.omniroute.it.wire.Dialect;
import io.omniroute.testkit.Answer;
import io.omniroute.testkit.RecordedRequest;
import io.omniroute.testkit.ScriptedVendor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;

/** A node of every format at one vendor that does what a test says, and nodes where nobody can be reached. */
final class VendorNodes implements AutoCloseable {
    private final ScriptedVendor vendor = ScriptedVendor.start(request -> script(request));
    private final ScriptedVendor tls = ScriptedVendor.startTls(request -> Answer.json("{}"));
    private final Map<Dialect, String> names = new EnumMap<>(Dialect.class);
    private volatile Function<RecordedRequest, Answer> script = request -> Answer.of(500, "text/plain", "no script");

    VendorNodes(TestGateway gateway, String prefix) {
        int closed = closedPort();
        for (Dialect dialect : Dialect.values()) {
            String name = prefix + "-" + dialect.name().toLowerCase(java.util.Locale.ROOT);
            names.put(dialect, name);
            gateway.connect(node(name, dialect, vendor.origin()));
            ObjectNode impatient = node(name + "-impatient", dialect, vendor.origin());
            impatient.set("timeouts", object("connectMs", 10_000, "firstByteMs", 400, "idleMs", 400));
            gateway.connect(impatient);
            gateway.connect(node(name + "-refused", dialect, "http://127.0.0.1:" + closed));
            gateway.connect(node(name + "-unknown", dialect, "http://no-such-host.invalid"));
            gateway.connect(node(name + "-tls", dialect, tls.origin()));
        }
    }

    void does(Function<RecordedRequest, Answer> next) {
        script = next;
    }

    ScriptedVendor vendor() {
        return vendor;
    }

    /** @param kind empty, {@code -impatient}, {@code -refused}, {@code -unknown} or {@code -tls} */
    String model(Dialect format, String kind) {
        return names.get(format) + kind + "/some-model";
    }

    @Override
    public void close() {
        vendor.close();
        tls.close();
    }

    private Answer script(RecordedRequest request) {
        return script.apply(request);
    }

    private static ObjectNode node(String prefix, Dialect dialect, String origin) {
        String format = dialect.voice().format();
        String base = format.startsWith("openai") ? origin + "/v1" : origin;
        return object("prefix", prefix, "name", prefix, "format", format, "baseUrl", base);
    }

    private static int closedPort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
