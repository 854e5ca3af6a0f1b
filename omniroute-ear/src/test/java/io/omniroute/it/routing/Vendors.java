package io.omniroute.it.routing;

import static io.omniroute.it.conversation.Trees.object;

import io.omniroute.it.TestGateway;
import io.omniroute.it.conversation.Reply;
import io.omniroute.it.conversation.Seen;
import io.omniroute.it.vendor.StrictVendor;
import io.omniroute.it.wire.Dialect;
import io.omniroute.testkit.Answer;
import io.omniroute.testkit.RecordedRequest;
import io.omniroute.testkit.ScriptedVendor;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Vendors behind a gateway, one node each with one or more accounts; all are well until a test says otherwise. */
final class Vendors implements AutoCloseable {
    private final TestGateway gateway;
    private final Map<String, ScriptedVendor> servers = new ConcurrentHashMap<>();
    private final Map<String, Function<RecordedRequest, Answer>> scripts = new ConcurrentHashMap<>();

    Vendors(TestGateway gateway) {
        this.gateway = gateway;
    }

    /** A node with this prefix and its accounts, which get {@code account-1} and so on as their keys. */
    Vendors add(String name, int accounts) {
        ScriptedVendor server = ScriptedVendor.start(
                request -> scripts.getOrDefault(name, Vendors::well).apply(request));
        servers.put(name, server);
        gateway.post(
                "/api/provider-nodes",
                object("prefix", name, "format", "openai-chat", "baseUrl", server.origin() + "/v1"));
        for (int i = 1; i <= accounts; i++) {
            gateway.post(
                    "/api/providers",
                    object("provider", name, "name", "account-" + i, "apiKey", StrictVendor.KEY + i, "priority", i));
        }
        return this;
    }

    void does(String name, Function<RecordedRequest, Answer> script) {
        scripts.put(name, script);
    }

    void fails(String name, int status, String message) {
        does(
                name,
                request -> Answer.of(
                        status,
                        "application/json",
                        object("error", object("message", message, "type", "error", "code", null, "param", null))
                                .toString()));
    }

    void recover() {
        scripts.clear();
    }

    int calls(String name) {
        return servers.get(name).requests().size();
    }

    /** A good answer, streamed or whole as it was asked for. */
    static Answer well(RecordedRequest request) {
        Reply reply = Reply.text("Fine.");
        if (!request.text().contains("\"stream\":true")) {
            return Answer.json(Dialect.CHAT.voice().whole(reply, new Seen()));
        }
        return Answer.sse(Dialect.CHAT.voice().events(reply, new Seen()).toArray(String[]::new));
    }

    @Override
    public void close() {
        servers.values().forEach(ScriptedVendor::close);
    }
}
