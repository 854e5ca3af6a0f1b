package io.omniroute.routing.gateway;

import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.FailureKind;
import io.omniroute.provider.chat.GatewayException;
import io.omniroute.routing.access.ApiKey;
import io.omniroute.routing.access.ApiScope;
import io.omniroute.routing.access.ClientAddress;
import io.omniroute.routing.ipfilter.Bans;
import io.omniroute.routing.ipfilter.IpFilter;
import io.omniroute.routing.json.Words;
import io.omniroute.routing.snapshot.Snapshot;
import io.omniroute.routing.snapshot.Snapshots;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Decides who comes in before anything of the call's body is read: address first, then key, then what the key may. */
@Dependent
public class Entrance {
    private final Snapshots snapshots;
    private final ClientAddress addresses;
    private final Bans bans;
    private final Clock clock;

    @Inject
    public Entrance(Snapshots snapshots, ClientAddress addresses, Bans bans, Clock clock) {
        this.snapshots = snapshots;
        this.addresses = addresses;
        this.bans = bans;
        this.clock = clock;
    }

    /** The configuration of the moment. */
    Snapshot snapshot() {
        return snapshots.current();
    }

    /** The time by which calls are judged. */
    Instant now() {
        return clock.instant();
    }

    /** @throws GatewayException FORBIDDEN for an address or an endpoint, UNAUTHENTICATED for a key */
    ApiKey admit(Visitor visitor, ApiScope endpoint, Snapshot snapshot, Instant now) {
        String address = addresses.of(visitor.socketAddress(), visitor.forwardedFor());
        IpFilter filter = snapshot.policies().ipFilter();
        bans.remaining(address).ifPresent(left -> {
            throw banned(left);
        });
        if (!filter.lets(address)) {
            throw forbidden("Calls from this address are not allowed.", "address_not_allowed");
        }
        ApiKey key = Authentication.require(
                visitor.presentedKey(), snapshot, now, () -> bans.failed(address, filter.bans()));
        if (!key.rules().allowsFrom(address)) {
            throw forbidden("This key may not be used from this address.", "address_not_allowed");
        }
        if (!key.rules().allows(endpoint)) {
            throw forbidden("This key may not call the endpoint '" + Words.of(endpoint) + "'.", "endpoint_not_allowed");
        }
        return key;
    }

    private static GatewayException banned(Duration left) {
        return new GatewayException(new Failure(
                FailureKind.FORBIDDEN,
                FailureKind.FORBIDDEN.status(),
                "Too many calls with unknown keys came from this address.",
                Optional.of("address_banned"),
                Optional.empty(),
                Optional.of(left.plusMillis(999))));
    }

    private static GatewayException forbidden(String message, String code) {
        return new GatewayException(Failure.of(FailureKind.FORBIDDEN, message, code));
    }
}
