package io.omniroute.routing.attempt;

import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.Usage;
import io.omniroute.provider.wire.ResponseHeaders;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** All guards as one. */
@Dependent
public class AttemptGuards {
    private final List<AttemptGuard> guards;

    @Inject
    public AttemptGuards(Instance<AttemptGuard> guards) {
        this(guards.stream().toList());
    }

    public AttemptGuards(List<AttemptGuard> guards) {
        this.guards = guards.stream()
                .sorted(Comparator.comparingInt(AttemptGuard::order))
                .toList();
    }

    /**
     * Admitted by all of them, or passed over by the first that says so; what the others took is given back then. Where one
     * made the call wait, those before it are asked again: the account may have failed meanwhile.
     */
    public Admission admit(AttemptFacts attempt) {
        return admit(attempt, AttemptGuard::admit);
    }

    /** As {@link AttemptGuard#admitCount}, of all. */
    public Admission admitCount(AttemptFacts attempt) {
        return admit(attempt, AttemptGuard::admitCount);
    }

    private Admission admit(AttemptFacts attempt, Question question) {
        List<AttemptPermit> permits = new ArrayList<>(guards.size());
        try {
            for (AttemptGuard guard : guards) {
                Optional<Admission.PassedOver> shut = ask(guard, question, attempt, permits);
                if (shut.isPresent()) {
                    giveBack(permits);
                    return shut.get();
                }
            }
        } catch (RuntimeException e) {
            giveBack(permits);
            throw e;
        }
        return new Admission.Admitted(new AllPermits(permits));
    }

    /** What a guard is asked. */
    private interface Question {
        Admission put(AttemptGuard guard, AttemptFacts attempt);
    }

    private Optional<Admission.PassedOver> ask(
            AttemptGuard guard, Question question, AttemptFacts attempt, List<AttemptPermit> permits) {
        return switch (question.put(guard, attempt)) {
            case Admission.PassedOver passedOver -> Optional.of(passedOver);
            case Admission.Admitted admitted -> {
                permits.add(admitted.permit());
                yield admitted.waited() ? askAgain(question, attempt.impatient(), permits) : Optional.empty();
            }
        };
    }

    /** All but the last, which holds its place meanwhile. */
    private Optional<Admission.PassedOver> askAgain(
            Question question, AttemptFacts attempt, List<AttemptPermit> permits) {
        int before = permits.size() - 1;
        for (int i = 0; i < before; i++) {
            permits.set(i, AttemptPermit.NONE).withdrawn();
            switch (question.put(guards.get(i), attempt)) {
                case Admission.Admitted admitted -> permits.set(i, admitted.permit());
                case Admission.PassedOver passedOver -> {
                    return Optional.of(passedOver);
                }
            }
        }
        return Optional.empty();
    }

    private static void giveBack(List<AttemptPermit> permits) {
        permits.forEach(AttemptPermit::withdrawn);
    }

    private record AllPermits(List<AttemptPermit> permits) implements AttemptPermit {
        @Override
        public void answered(int status, ResponseHeaders headers) {
            permits.forEach(permit -> permit.answered(status, headers));
        }

        @Override
        public void served(long millis) {
            permits.forEach(permit -> permit.served(millis));
        }

        @Override
        public void failed(Failure failure) {
            permits.forEach(permit -> permit.failed(failure));
        }

        @Override
        public void ended(Usage usage) {
            permits.forEach(permit -> permit.ended(usage));
        }
    }
}
