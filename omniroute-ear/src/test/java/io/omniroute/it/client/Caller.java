package io.omniroute.it.client;

import io.omniroute.it.conversation.Ask;
import io.omniroute.it.conversation.Heard;

/** A client of the gateway through a vendor's own SDK, without retries. Errors are {@code Fault}s. */
public interface Caller {
    /** The word of the management API. */
    String format();

    Heard whole(Ask ask);

    Heard stream(Ask ask);

    default Heard ask(Ask ask, boolean streamed) {
        return streamed ? stream(ask) : whole(ask);
    }
}
