package io.omniroute.routing.gateway;

import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.GatewayException;
import io.omniroute.provider.chat.Usage;
import java.util.Optional;

/** A vendor's answer on its way to a client that asked for a stream. Confined to the thread of the call. */
interface ReplyStream {
    /**
     * Waits for the first event and holds it. Until this returns nothing was sent, so another target may still serve.
     *
     * @throws GatewayException when the vendor fails before it says anything
     */
    void awaitFirst();

    /**
     * Waits for more events of output and holds them too, so that a vendor that breaks off early can still be replaced. Stops
     * at the end of the answer. Called at most once, behind {@link #awaitFirst}.
     *
     * @throws GatewayException when the vendor breaks off before
     */
    void holdBack(int events);

    /**
     * Writes everything, good end or error event included.
     *
     * @throws ClientGoneException when the client left
     */
    void relay(ClientStream out, Ending ending);

    /** The vendor's last word on usage, if it said any. */
    Optional<Usage> usage();

    /** Bytes of output seen, for an estimate. */
    long outputBytes();

    /** Told how the stream ends, before the bytes that end it are written. The first word counts. */
    interface Ending {
        void succeeded();

        void failed(Failure failure);
    }
}
