package io.omniroute.routing.admission;

import io.omniroute.provider.chat.GatewayException;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** All guards as one. */
@Dependent
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

    /**
     * Asks each guard and puts its permit where the settlement finds it at once, so that what an earlier guard granted is
     * released when a later one refuses.
     *
     * @throws GatewayException of the first guard that refuses
     */
    public void admit(CallFacts call, List<CallPermit> permits) {
        ask(guard -> guard.admit(call), permits);
    }

    /** The same, of a call that only counts tokens. */
    public void admitCount(CallFacts call, List<CallPermit> permits) {
        ask(guard -> guard.admitCount(call), permits);
    }

    private void ask(Function<CallGuard, CallPermit> question, List<CallPermit> permits) {
        for (CallGuard guard : guards) {
            try {
                permits.add(question.apply(guard));
            } catch (CallRefusedException e) {
                permits.add(new HeadersOnly(e.headers()));
                throw e;
            }
        }
    }

    /** Was granted nothing and has only something to say. */
    private record HeadersOnly(Map<String, String> headers) implements CallPermit {}
}
