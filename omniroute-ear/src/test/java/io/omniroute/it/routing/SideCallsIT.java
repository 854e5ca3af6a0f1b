package io.omniroute.it.routing;

import static io.omniroute.it.conversation.Trees.object;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.it.TestGateway;
import io.omniroute.testkit.Answer;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is asked beside the calls of clients survives a vendor that drops one connection. */
class SideCallsIT {
    @Test
    void aTestOfAConnectionIsMadeAgainWhenTheVendorCannotBeReached() {
        try (TestGateway gateway = TestGateway.start(Map.of());
                Vendors vendors = new Vendors(gateway).add("acme", 1)) {
            AtomicInteger asked = new AtomicInteger();
            vendors.does(
                    "acme",
                    request -> asked.incrementAndGet() == 1
                            ? Answer.resetBeforeHead()
                            : Answer.json("{\"object\":\"list\",\"data\":[{\"id\":\"m\",\"object\":\"model\"}]}"));
            JsonNode connection = gateway.get("/api/providers").path("items").get(0);

            JsonNode report = gateway.send(
                    "POST", "/api/providers/" + connection.path("id").asText() + "/test", object(), 200);

            assertThat(report.path("valid").asBoolean()).as(report.toString()).isTrue();
            assertThat(asked).hasValue(2);
        }
    }
}
