package io.omniroute.routing.plan;

import io.omniroute.routing.access.ApiKeyId;
import io.omniroute.routing.affinity.Affinity;
import io.omniroute.routing.affinity.Binding;
import io.omniroute.routing.affinity.ResponseIds;
import java.util.Optional;

/** Reads along what a client is sent. Confined to one call. */
public final class AnswerTap {
    private final Affinity affinity;
    private final ApiKeyId key;
    private final Binding binding;
    private final boolean proves;
    private boolean wantsId;

    /**
     * @param stores whether the answer begins with the id of a response that the vendor keeps
     * @param proves whether to look for what else only this account can read
     */
    AnswerTap(Affinity affinity, ApiKeyId key, Binding binding, boolean stores, boolean proves) {
        this.affinity = affinity;
        this.key = key;
        this.binding = binding;
        this.wantsId = stores;
        this.proves = proves;
    }

    /** @param bytes a whole answer, or a piece of a stream that holds whole events */
    public void accept(byte[] bytes, int from, int to) {
        if (wantsId) {
            readId(bytes, from, to);
        }
        if (proves) {
            affinity.bindProofs(key, bytes, from, to, binding);
        }
    }

    private void readId(byte[] bytes, int from, int to) {
        int brace = from;
        while (brace < to && bytes[brace] != '{') {
            brace++;
        }
        if (brace == to) {
            return; // a comment, or white space
        }
        wantsId = false;
        Optional<String> id = ResponseIds.read(bytes, brace, to);
        id.ifPresent(found -> affinity.bindResponse(key, found, binding));
    }
}
