package io.omniroute.routing.admission;

import io.omniroute.provider.chat.GatewayException;

/**
 * Has a say before a call goes anywhere. An application-scoped bean; all beans of this type are asked, in the order of
 * {@link #order()}. Thread-safe. Works in memory: it may make the call's virtual thread wait, as long as the
 * caller is there ({@link CallFacts#caller}), but does no I/O.
 */
public interface CallGuard {
    /** Small numbers are asked first: what is cheap and final before what waits or takes something. */
    int order();

    /**
     * @return hears what the call came to
     * @throws GatewayException to refuse the call; LIMITED with a {@code retryAfter} where waiting helps
     */
    CallPermit admit(CallFacts call);

    /**
     * Has a say before tokens are counted, which costs nothing and leaves no record.
     *
     * @param call of no tokens
     * @return is {@link CallPermit#released}, never settled
     * @throws GatewayException as above
     */
    default CallPermit admitCount(CallFacts call) {
        return CallPermit.NONE;
    }
}
