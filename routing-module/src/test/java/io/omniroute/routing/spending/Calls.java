package io.omniroute.routing.spending;

import io.omniroute.provider.chat.Usage;
import io.omniroute.provider.wire.Envelope;
import io.omniroute.provider.wire.WireFormat;
import io.omniroute.routing.access.ApiKey;
import io.omniroute.routing.admission.CallFacts;
import io.omniroute.routing.admission.CallerWatch;
import io.omniroute.routing.admission.OutputWish;
import io.omniroute.routing.budget.Budget;
import io.omniroute.routing.budget.BudgetId;
import io.omniroute.routing.budget.BudgetPeriod;
import io.omniroute.routing.budget.BudgetPlan;
import io.omniroute.routing.budget.BudgetScope;
import io.omniroute.routing.cost.Cost;
import io.omniroute.routing.cost.DatedPrice;
import io.omniroute.routing.cost.PriceList;
import io.omniroute.routing.resolution.Fixture;
import io.omniroute.routing.resolution.Target;
import io.omniroute.routing.settings.Settings;
import io.omniroute.routing.snapshot.Snapshot;
import io.omniroute.routing.usage.UsageRecord;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** Calls and budgets to test with. A token of output costs one dollar unless said otherwise, input nothing. */
final class Calls {
    static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    static final ApiKey KEY = Fixture.openKey();

    private Calls() {}

    static Budget budget(BudgetScope scope, String target, String limit, boolean hard) {
        return new Budget(
                BudgetId.random(),
                scope,
                target,
                BudgetPeriod.DAY,
                ZoneOffset.UTC,
                new BigDecimal(limit),
                hard,
                new BigDecimal("0.8"),
                NOON);
    }

    static Budget ofKey(String limit, boolean hard) {
        return budget(BudgetScope.KEY, KEY.id().toString(), limit, hard);
    }

    /** @param outputTokens negative for a call without a limit */
    static CallFacts call(BudgetPlan plan, long outputTokens, DatedPrice... prices) {
        return call(
                plan, outputTokens < 0 ? OutputWish.UNSAID : new OutputWish(OptionalLong.of(outputTokens), 1), prices);
    }

    static CallFacts call(BudgetPlan plan, OutputWish output, DatedPrice... prices) {
        var acme = Fixture.provider("acme", WireFormat.OPENAI_CHAT, "a");
        var one = Fixture.snapshot(Map.of(), Settings.DEFAULT, acme);
        Snapshot snapshot = new Snapshot(
                1,
                one.providers(),
                one.connections(),
                one.keysByHash(),
                one.aliases(),
                one.shortNames(),
                new PriceList(List.of(), List.of(prices)),
                one.settings(),
                plan,
                one.cache(),
                one.routes(),
                one.policies());
        Target target = new Target(acme, acme.models().get(0), Optional.empty());
        return new CallFacts(
                UUID.randomUUID(),
                KEY,
                NOON,
                Envelope.ofPath("acme/a", false, false),
                30,
                output,
                List.of(target),
                snapshot,
                CallerWatch.NONE);
    }

    static UsageRecord record(UUID call, String dollars) {
        return record(call, dollars, NOON);
    }

    static UsageRecord record(UUID call, String dollars, Instant time) {
        BigDecimal zero = BigDecimal.ZERO;
        return new UsageRecord(
                call,
                "r",
                time,
                Optional.of(KEY.id().value()),
                Optional.empty(),
                "acme/a",
                "acme",
                "a",
                "openai-chat",
                "openai-chat",
                false,
                200,
                Usage.of(1, 1),
                new Cost(zero, zero, zero, new BigDecimal(dollars), zero),
                OptionalLong.of(1),
                1,
                1,
                1,
                List.of(),
                Optional.empty(),
                Optional.of("staff"),
                UsageRecord.Source.VENDOR,
                zero,
                Optional.empty());
    }
}
