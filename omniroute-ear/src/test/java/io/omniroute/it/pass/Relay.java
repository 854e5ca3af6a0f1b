package io.omniroute.it.pass;

import io.omniroute.it.TestGateway;
import io.omniroute.it.wire.Dialect;
import io.omniroute.testkit.Answer;
import io.omniroute.testkit.RecordedRequest;
import io.omniroute.testkit.ScriptedVendor;
import java.util.Locale;

/** A vendor of each format behind a gateway. */
final class Relay implements AutoCloseable {
    /** The vendor's name of the model. */
    static final String MODEL = "some-model";

    private final ScriptedVendor vendor = ScriptedVendor.start(this::answer);
    private final String prefix;
    private volatile Answer next = Answer.json("{}");

    Relay(TestGateway gateway, String prefix) {
        this.prefix = prefix;
        for (Dialect dialect : Dialect.values()) {
            String format = dialect.voice().format();
            gateway.connect(
                    prefix(dialect), format, format.startsWith("openai") ? vendor.origin() + "/v1" : vendor.origin());
        }
    }

    void answers(Answer answer) {
        next = answer;
    }

    RecordedRequest request() {
        return vendor.awaitRequest();
    }

    String model(Dialect vendorFormat) {
        return prefix(vendorFormat) + "/" + MODEL;
    }

    String prefix(Dialect vendorFormat) {
        return prefix + "-" + vendorFormat.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public void close() {
        vendor.close();
    }

    private Answer answer(RecordedRequest request) {
        return next;
    }
}
