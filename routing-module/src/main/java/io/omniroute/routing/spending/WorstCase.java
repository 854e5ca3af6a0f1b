package io.omniroute.routing.spending;

import io.omniroute.provider.catalog.Price;
import io.omniroute.provider.chat.Usage;
import io.omniroute.routing.admission.CallFacts;
import io.omniroute.routing.admission.OutputWish;
import io.omniroute.routing.cost.Costing;
import io.omniroute.routing.resolution.Target;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalLong;

/** The most that a call is expected to cost, before anybody has counted its tokens. Pure. */
final class WorstCase {
    /** For a caller who sets no limit, at a model whose own nobody knows. */
    static final long OUTPUT_TOKENS = 4_096;

    private WorstCase() {}

    /** At the dearest of the call's targets. */
    static BigDecimal of(CallFacts call) {
        return call.targets().stream()
                .map(target -> of(call, target))
                .max(Comparator.naturalOrder())
                .orElse(BigDecimal.ZERO);
    }

    /** Zero for a model without a price: the ledger charges nothing for it either. */
    static BigDecimal of(CallFacts call, Target target) {
        return call.snapshot()
                .prices()
                .at(target.provider().id(), target.model().id(), call.startedAt())
                .map(price -> Costing.of(usage(call, target), dearest(price)).total())
                .orElse(BigDecimal.ZERO);
    }

    private static Usage usage(CallFacts call, Target target) {
        // a token has four bytes or so; three where a text is all code or an Asian script
        long input = call.tokens() + call.tokens() / 3;
        return Usage.of(input, outputTokens(call.output(), target));
    }

    /** Vendors read the limit as one of each answer. */
    private static long outputTokens(OutputWish wish, Target target) {
        OptionalLong able =
                target.model().maxOutputTokens().stream().asLongStream().findFirst();
        OptionalLong limit = wish.limit();
        long each = limit.isPresent()
                ? Math.min(limit.getAsLong(), able.orElse(Long.MAX_VALUE))
                : able.orElse(OUTPUT_TOKENS);
        return each * wish.answers();
    }

    /** As if all input were written to the cache, and all output were thought. */
    private static Price dearest(Price price) {
        BigDecimal input = price.input()
                .max(price.cacheWrite().orElse(price.input()))
                .max(price.hourCacheWrite().orElse(price.input()));
        BigDecimal output = price.output().max(price.reasoning().orElse(price.output()));
        return new Price(input, output, Optional.empty(), Optional.empty(), Optional.empty());
    }
}
