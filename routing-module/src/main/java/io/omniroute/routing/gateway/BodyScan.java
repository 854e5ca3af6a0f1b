package io.omniroute.routing.gateway;

import io.omniroute.provider.wire.Envelope;
import io.omniroute.routing.shaping.Splice;
import java.util.ArrayList;
import java.util.List;

/**
 * What a scan of a body found.
 *
 * @param usageSplice makes an OpenAI chat stream report its usage; empty when the client asked for it itself
 */
record BodyScan(Envelope envelope, List<Splice> usageSplice) {
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
