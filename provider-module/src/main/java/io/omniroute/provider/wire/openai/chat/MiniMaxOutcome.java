package io.omniroute.provider.wire.openai.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.wire.ResponseHeaders;
import io.omniroute.provider.wire.VendorErrors;
import java.util.Optional;

/** MiniMax, "Error code": every answer is a 200, and its {@code base_resp} tells the outcome; 0 is success. Pure. */
final class MiniMaxOutcome {
    private MiniMaxOutcome() {}

    static Optional<Failure> failure(JsonNode answer) {
        JsonNode outcome = answer.path("base_resp");
        int code = outcome.path("status_code").asInt(0);
        return code == 0
                ? Optional.empty()
                : Optional.of(VendorErrors.of(
                        status(code),
                        ResponseHeaders.NONE,
                        Optional.of(Fields.text(outcome, "status_msg")),
                        Optional.of(Integer.toString(code))));
    }

    /** What another vendor would have said. */
    private static int status(int code) {
        return switch (code) {
            case 1001 -> 504;
            case 1002, 1041, 2045 -> 429;
            case 1004, 2049 -> 401;
            case 1008, 2056 -> 402;
            case 1026, 1027, 1039, 1042, 2013 -> 400;
            default -> 502;
        };
    }
}
