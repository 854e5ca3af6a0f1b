package io.omniroute.routing.gateway;

import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.FailureKind;
import io.omniroute.provider.chat.Usage;
import io.omniroute.provider.wire.ResponseHeaders;
import io.omniroute.routing.admission.CallFacts;
import io.omniroute.routing.admission.CallGuard;
import io.omniroute.routing.admission.CallPermit;
import io.omniroute.routing.attempt.Admission;
import io.omniroute.routing.attempt.AttemptFacts;
import io.omniroute.routing.attempt.AttemptGuard;
import io.omniroute.routing.attempt.AttemptPermit;
import io.omniroute.routing.usage.UsageRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Writes down what it hears. */
final class RecordingGuard implements AttemptGuard, CallGuard {
    final List<String> heard = new ArrayList<>();
    /** Of each attempt: how many failed before it, and whether it is the last. */
    final List<String> places = new ArrayList<>();
    /** Priorities of the connections to pass over; each rests for ten seconds times its priority. */
    final Set<Integer> passesOver = new HashSet<>();
    /** What happens while a call stands at the guards of an attempt. */
    Runnable meanwhile = () -> {};

    @Override
    public int order() {
        return 0;
    }

    @Override
    public CallPermit admit(CallFacts call) {
        heard.add("call");
        return new WholeCall();
    }

    @Override
    public CallPermit admitCount(CallFacts call) {
        heard.add("count");
        return new WholeCall();
    }

    private final class WholeCall implements CallPermit {
        @Override
        public Map<String, String> headers() {
            return Map.of("x-guard", "was here");
        }

        @Override
        public void settled(UsageRecord usage) {
            heard.add("settled " + usage.status());
        }

        @Override
        public void released() {
            heard.add("released");
        }
    }

    @Override
    public Admission admitCount(AttemptFacts attempt) {
        return asked("count of ", attempt);
    }

    @Override
    public Admission admit(AttemptFacts attempt) {
        meanwhile.run();
        places.add(attempt.failed() + (attempt.last() ? " last" : ""));
        return asked("try ", attempt);
    }

    private Admission asked(String word, AttemptFacts attempt) {
        int priority = attempt.target().connection().orElseThrow().priority();
        if (passesOver.contains(priority)) {
            return new Admission.PassedOver(new Failure(
                    FailureKind.OVERLOADED,
                    503,
                    "resting",
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(Duration.ofSeconds(10L * priority))));
        }
        heard.add(word + priority);
        return new Admission.Admitted(new Permit());
    }

    private final class Permit implements AttemptPermit {
        @Override
        public void answered(int status, ResponseHeaders headers) {
            heard.add("answered " + status);
        }

        @Override
        public void served(long millis) {
            heard.add("served");
        }

        @Override
        public void failed(Failure failure) {
            heard.add("failed " + failure.kind());
        }

        @Override
        public void ended(Usage usage) {
            heard.add("ended " + (usage.inputTokens() + usage.outputTokens()));
        }
    }
}
