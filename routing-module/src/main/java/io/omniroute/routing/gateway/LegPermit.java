package io.omniroute.routing.gateway;

import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.Usage;
import io.omniroute.provider.wire.ResponseHeaders;
import io.omniroute.routing.attempt.AttemptPermit;
import io.omniroute.routing.plan.Leg;
import io.omniroute.routing.traffic.Counters;
import java.util.List;

/**
 * What the guards granted, counted by the steps that led here, with the place at the last of them. Confined to the thread of
 * the call.
 */
final class LegPermit implements AttemptPermit {
    private final AttemptPermit granted;
    private final List<AttemptPermit> steps;
    private final Runnable place;
    private boolean over;

    private LegPermit(AttemptPermit granted, List<AttemptPermit> steps, Runnable place) {
        this.granted = granted;
        this.steps = steps;
        this.place = place;
    }

    static LegPermit begin(AttemptPermit granted, Leg leg, Runnable place) {
        return new LegPermit(granted, leg.steps().stream().map(Counters::begin).toList(), place);
    }

    @Override
    public void answered(int status, ResponseHeaders headers) {
        granted.answered(status, headers);
    }

    @Override
    public void served(long millis) {
        granted.served(millis);
        steps.forEach(step -> step.served(millis));
    }

    @Override
    public void failed(Failure failure) {
        granted.failed(failure);
        steps.forEach(step -> step.failed(failure));
    }

    /** Once: a place that was given back twice would let in one call too many. */
    @Override
    public void ended(Usage usage) {
        if (over) {
            return;
        }
        over = true;
        granted.ended(usage);
        steps.forEach(step -> step.ended(usage));
        place.run();
    }
}
