package io.omniroute.routing.administration;

import io.omniroute.provider.client.AddressGuard;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** The same guard that looks at every connection when it is made. */
@ApplicationScoped
public class GuardedAddresses implements AddressRule {
    @Override
    public Optional<String> objection(String baseUrl, boolean allowPrivateNetwork) {
        return AddressGuard.objectionTo(baseUrl, allowPrivateNetwork);
    }
}
