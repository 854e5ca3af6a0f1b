package io.omniroute.routing.gateway;

import io.omniroute.provider.wire.Envelope;
import io.omniroute.routing.admission.OutputWish;
import io.omniroute.routing.shaping.Splice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a scan of a body found.
 *
 * @param temperature as the client sets it
 * @param usageSplice makes an OpenAI chat stream report its usage; empty when the client asked for it itself
 * @param promptCacheKey OpenAI, {@code prompt_cache_key}
 * @param previousResponseId OpenAI Responses, {@code previous_response_id}
 * @param userId Anthropic, {@code metadata.user_id}
 * @param print of the conversation that the body goes on with
 */
record BodyScan(
        Envelope envelope,
        OutputWish output,
        OptionalDouble temperature,
        List<Splice> usageSplice,
        Optional<String> promptCacheKey,
        Optional<String> previousResponseId,
        Optional<String> userId,
        ConversationPrint print) {
    BodyScan {
        usageSplice = List.copyOf(usageSplice);
    }

    /** The splices that point the body at another model name. */
    List<Splice> modelSplice(String model) {
        if (envelope.modelFrom() < 0 || envelope.model().equals(model)) {
            return List.of();
        }
        return List.of(new Splice(envelope.modelFrom(), envelope.modelTo(), EnvelopeScanner.quoted(model)));
    }

    /** The splices of a same-format call: the model's name, and usage where it must be asked for. */
    List<Splice> splicesFor(String model) {
        List<Splice> splices = new ArrayList<>(modelSplice(model));
        splices.addAll(usageSplice);
        return splices;
    }
}
