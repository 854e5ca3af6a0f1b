package io.omniroute.routing.operations;

import java.util.Locale;

/** How a call ended, coarse enough for a label. */
enum Outcome {
    SUCCESS,
    CANCELLED,
    RATE_LIMITED,
    CLIENT_ERROR,
    SERVER_ERROR;

    static Outcome of(int status) {
        if (status < 400) {
            return SUCCESS;
        }
        if (status == 499) {
            return CANCELLED;
        }
        if (status == 429) {
            return RATE_LIMITED;
        }
        return status < 500 ? CLIENT_ERROR : SERVER_ERROR;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
