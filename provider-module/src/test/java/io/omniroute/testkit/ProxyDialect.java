package io.omniroute.testkit;

import java.io.IOException;
import java.util.Optional;

/** What a proxy says, apart from when. */
interface ProxyDialect {
    /** Reads what the client asks for, {@code host:port}; turns away who has not this login. */
    Optional<String> admit(Optional<String> login) throws IOException;

    void open() throws IOException;

    void refuse() throws IOException;

    /** The first half of an answer. */
    void breakOff() throws IOException;
}
