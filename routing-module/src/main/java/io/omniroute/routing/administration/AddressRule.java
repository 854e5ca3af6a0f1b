package io.omniroute.routing.administration;

import java.util.Optional;

/** Which outbound addresses may be saved: design, section 5. Checked again when connected. */
public interface AddressRule {
    /** @return why it is refused, a whole sentence; empty when it is fine */
    Optional<String> objection(String baseUrl, boolean allowPrivateNetwork);
}
