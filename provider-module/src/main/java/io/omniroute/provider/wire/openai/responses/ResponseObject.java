package io.omniroute.provider.wire.openai.responses;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.FinishReason;
import io.omniroute.provider.chat.Usage;
import io.omniroute.provider.wire.Json;
import io.omniroute.provider.wire.ReplyContext;
import java.util.Optional;

/** The {@code response} object of one reply, in each state it can be in. */
final class ResponseObject {
    private final ReplyContext context;
    private final ObjectNode settings;
    private final String idStem;

    ResponseObject(ReplyContext context) {
        this.context = context;
        this.settings = SettingsEcho.of(context.request());
        this.idStem = context.requestId().replaceAll("[^A-Za-z0-9_]", "");
    }

    /** What the ids of the response and its items share. */
    String idStem() {
        return idStem;
    }

    ObjectNode inProgress() {
        return response("in_progress", Json.MAPPER.createArrayNode()).putNull("usage");
    }

    ObjectNode finished(ArrayNode output, FinishReason reason, Usage usage) {
        Optional<String> cut = incompleteReason(reason);
        ObjectNode response = response(cut.isPresent() ? "incomplete" : "completed", output);
        cut.ifPresent(why -> response.putObject("incomplete_details").put("reason", why));
        response.set("usage", UsageJson.write(usage));
        return response;
    }

    ObjectNode failed(ArrayNode output, Failure failure, Optional<Usage> usage) {
        ObjectNode response = response("failed", output);
        response.putObject("error").put("code", ErrorWriter.streamCode(failure)).put("message", failure.message());
        response.putNull("usage");
        usage.ifPresent(spent -> response.set("usage", UsageJson.write(spent)));
        return response;
    }

    /** Why a reply with this end counts as incomplete; empty when it is complete. */
    static Optional<String> incompleteReason(FinishReason reason) {
        return switch (reason) {
            case LENGTH -> Optional.of("max_output_tokens");
            case CONTENT_FILTER -> Optional.of("content_filter");
            case STOP, STOP_SEQUENCE, TOOL_CALLS, PAUSED -> Optional.empty();
        };
    }

    /** The state of items that were still growing when the reply ended. */
    static String statusOfOpenItems(FinishReason reason) {
        return incompleteReason(reason).isPresent() ? "incomplete" : "completed";
    }

    private ObjectNode response(String status, ArrayNode output) {
        ObjectNode response = Json.object()
                .put("id", "resp_" + idStem)
                .put("object", "response")
                .put("created_at", context.created().getEpochSecond())
                .put("status", status)
                .put("background", false)
                .putNull("error")
                .putNull("incomplete_details")
                .put("model", context.envelope().model());
        response.set("output", output);
        return response.setAll(settings);
    }
}
