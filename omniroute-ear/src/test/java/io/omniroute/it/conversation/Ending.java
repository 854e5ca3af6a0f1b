package io.omniroute.it.conversation;

/** Why a model stopped. */
public enum Ending {
    STOP,
    TOOLS,
    LENGTH,
    REFUSED
}
