package io.omniroute.routing.gateway;

import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.connection.Connection;
import io.omniroute.provider.connection.ConnectionId;
import io.omniroute.routing.resolution.Target;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Whom one call does not ask again: an account for the same model, and one that failed as an account for any model. Confined
 * to the thread of the call.
 */
final class Excluded {
    private record Tried(String model, Optional<ConnectionId> account) {}

    private final Set<Tried> tried = new HashSet<>(4);
    private final Set<ConnectionId> accounts = new HashSet<>(4);

    boolean contains(Target target) {
        if (tried.isEmpty()) {
            return false;
        }
        return tried.contains(of(target))
                || target.connection()
                        .filter(account -> accounts.contains(account.id()))
                        .isPresent();
    }

    void triedInVain(Target target) {
        tried.add(of(target));
    }

    void failed(Target target, Failure failure) {
        triedInVain(target);
        if (concernsAccount(failure)) {
            target.connection().ifPresent(account -> accounts.add(account.id()));
        }
    }

    private static boolean concernsAccount(Failure failure) {
        return switch (failure.kind()) {
            case UPSTREAM_AUTH, UPSTREAM_QUOTA, UPSTREAM_UNREACHABLE -> true;
            case BAD_REQUEST,
                    UNAUTHENTICATED,
                    FORBIDDEN,
                    NOT_FOUND,
                    TOO_LARGE,
                    LIMITED,
                    RATE_LIMITED,
                    OVERLOADED,
                    MODEL_NOT_FOUND,
                    UPSTREAM_REJECTED,
                    UPSTREAM_ERROR,
                    UPSTREAM_TIMEOUT,
                    UPSTREAM_GARBLED,
                    PROXY_FAILED,
                    UNAVAILABLE,
                    CANCELLED,
                    INTERNAL -> false;
        };
    }

    private static Tried of(Target target) {
        return new Tried(target.modelName(), target.connection().map(Connection::id));
    }
}
