package io.omniroute.routing.plan;

import io.omniroute.provider.connection.Connection;
import io.omniroute.provider.wire.WireFormat;
import io.omniroute.routing.access.ApiKeyId;
import io.omniroute.routing.affinity.Affinity;
import io.omniroute.routing.affinity.Binding;
import io.omniroute.routing.resolution.Target;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Optional;

/** Remembers who served a call, where a later one of the same conversation has a choice, and who stores a response. */
@Dependent
public class Memory {
    private final Affinity affinity;

    @Inject
    public Memory(Affinity affinity) {
        this.affinity = affinity;
    }

    /**
     * Binds the session to the target.
     *
     * @param passThrough whether ids in the answer are the vendor's own
     * @return reads along the answer, for what only this account will understand; absent when there is nothing to remember
     */
    public Optional<AnswerTap> served(Plan plan, Target target, boolean passThrough) {
        Optional<Connection> account = target.connection();
        boolean stores = passThrough && target.provider().format() == WireFormat.OPENAI_RESPONSES;
        if (account.isEmpty() || !(stores || plan.remembers())) {
            return Optional.empty();
        }
        ApiKeyId key = plan.asker().key();
        Binding binding = new Binding(account.get().id(), target.modelName());
        if (plan.remembers()) {
            plan.asker().hints().session().ifPresent(session -> affinity.bindSession(key, session, binding));
        }
        return Optional.of(new AnswerTap(affinity, key, binding, stores, plan.remembers()));
    }
}
