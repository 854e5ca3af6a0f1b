package io.omniroute.routing.admission;

import io.omniroute.provider.chat.GatewayException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;

/** All guards as one. */
@ApplicationScoped
public class CallGuards {
    private final List<CallGuard> guards;

    @Inject
    public CallGuards(Instance<CallGuard> guards) {
        this(guards.stream().toList());
    }

    public CallGuards(List<CallGuard> guards) {
        this.guards = guards.stream()
                .sorted(Comparator.comparingInt(CallGuard::order))
                .toList();
    }

    protected CallGuards() {
        this(List.of()); // for the CDI proxy
    }

    /**
     * Asks each guard and puts its permit where the settlement finds it at once, so that what an earlier guard granted is
     * released when a later one refuses.
     *
     * @throws GatewayException of the first guard that refuses
     */
    public void admit(CallFacts call, List<CallPermit> permits) {
        guards.forEach(guard -> permits.add(guard.admit(call)));
    }
}
