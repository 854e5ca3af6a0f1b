package io.omniroute.routing.gateway;

import io.omniroute.provider.client.Cancellation;
import io.omniroute.provider.connection.Connection;
import io.omniroute.routing.access.ApiKey;
import io.omniroute.routing.affinity.Hints;
import io.omniroute.routing.passage.Passages;
import io.omniroute.routing.plan.AnswerTap;
import io.omniroute.routing.plan.Asker;
import io.omniroute.routing.plan.Leg;
import io.omniroute.routing.plan.Memory;
import io.omniroute.routing.plan.Pacing;
import io.omniroute.routing.plan.Plan;
import io.omniroute.routing.plan.Planner;
import io.omniroute.routing.resolution.Resolver;
import io.omniroute.routing.resolution.Route;
import io.omniroute.routing.resolution.Target;
import io.omniroute.routing.session.SessionName;
import io.omniroute.routing.snapshot.Snapshots;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What decides where a call goes, and when, and what is remembered of it. */
@Dependent
public class Ways {
    private final Planner planner;
    private final Pacing pacing;
    private final Memory memory;
    private final Passages passages;
    private final Snapshots snapshots;

    @Inject
    public Ways(Planner planner, Pacing pacing, Memory memory, Passages passages, Snapshots snapshots) {
        this.planner = planner;
        this.pacing = pacing;
        this.memory = memory;
        this.passages = passages;
        this.snapshots = snapshots;
    }

    /** What the call's model stands for. @param candidates every way to answer, in the order of administrators */
    record Wanted(Route route, List<Target> candidates) {}

    /** @throws io.omniroute.provider.chat.GatewayException when the model does not exist or the key may not use it */
    Wanted resolve(Exchange exchange) {
        ApiKey key = exchange.trace().key.orElseThrow();
        Route route = Resolver.route(exchange.trace().requestedModel, key, exchange.snapshot());
        if (route instanceof Route.Pool pool) {
            exchange.trace().combo = Optional.of(pool.combo().name());
        }
        return new Wanted(route, route.targets().toList());
    }

    /** Takes turns; so it is asked once a call, and only for one that goes to a vendor. */
    Plan plan(Wanted wanted, PreparedCall prepared, Exchange exchange) {
        ApiKey key = exchange.trace().key.orElseThrow();
        Map<String, String> headers = exchange.call().headers();
        // only a session that the caller names has an account: many first messages are alike, and would all go to one
        Optional<String> session = SessionNames.given(headers, prepared).map(SessionName::text);
        Hints hints = session.isEmpty() && prepared.previousResponseId().isEmpty()
                ? Hints.NONE
                : new Hints(session, prepared.previousResponseId());
        Asker asker = new Asker(key.id(), exchange.trace().startedAt, hints, prepared.body());
        return planner.plan(wanted.route(), wanted.candidates(), asker, exchange.snapshot());
    }

    List<Target> accounts(Leg leg, Plan plan) {
        return planner.accounts(leg, plan);
    }

    /** With the account as it is now: its credential may have been replaced while the call waited or was tried elsewhere. */
    Target asOfNow(Target planned) {
        Optional<Connection> account = planned.connection();
        if (account.isEmpty()) {
            return planned;
        }
        Connection now = snapshots
                .current()
                .connection(planned.provider().id(), account.get().id())
                .orElse(account.get());
        return now.equals(account.get()) ? planned : new Target(planned.provider(), planned.model(), Optional.of(now));
    }

    Optional<Runnable> enter(Leg leg, Cancellation cancellation) {
        return pacing.enter(leg, cancellation);
    }

    void pause(Duration average, Cancellation cancellation) {
        pacing.pause(average, cancellation);
    }

    Passages passages() {
        return passages;
    }

    Optional<AnswerTap> served(Plan plan, Target target, boolean passThrough) {
        return memory.served(plan, target, passThrough);
    }
}
