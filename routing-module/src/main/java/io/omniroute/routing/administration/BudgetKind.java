package io.omniroute.routing.administration;

import io.omniroute.provider.store.Store;
import io.omniroute.routing.access.ApiKey;
import io.omniroute.routing.access.ApiKeyId;
import io.omniroute.routing.access.ApiKeys;
import io.omniroute.routing.budget.Budget;
import io.omniroute.routing.budget.BudgetId;
import io.omniroute.routing.budget.BudgetPeriod;
import io.omniroute.routing.budget.BudgetScope;
import io.omniroute.routing.budget.Budgets;
import io.omniroute.routing.budget.QuarterHour;
import io.omniroute.routing.json.Amounts;
import io.omniroute.routing.json.Body;
import io.omniroute.routing.json.Refusal;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Budgets: {@code {"scope":"key|group|provider","target","period":"day|week|month|total","limitUsd","hard",
 * "warningThreshold","timeZone"}}. The target is a key's id or name, a group's name or a provider; a key's id comes out, and
 * its name beside it as {@code targetName}, so that an export may be read elsewhere.
 */
@Dependent
public class BudgetKind implements Kind<BudgetId, Budget> {
    private static final Set<String> FIELDS = Set.of(
            "id",
            "scope",
            "target",
            "targetName",
            "period",
            "timeZone",
            "limitUsd",
            "hard",
            "warningThreshold",
            "createdAt",
            "spending");
    private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000_000L);
    private static final int MOST_DECIMALS = 12;
    private static final BigDecimal USUAL_THRESHOLD = new BigDecimal("0.8");

    private final Budgets budgets;
    private final ApiKeys keys;
    private final Providers providers;
    private final ZoneId home;

    /** @param timeZone of budgets that name none, {@code OMNIROUTE_TIME_ZONE}; the machine's when it is not set */
    @Inject
    public BudgetKind(
            Budgets budgets,
            ApiKeys keys,
            Providers providers,
            @ConfigProperty(name = "omniroute.time.zone") Optional<String> timeZone) {
        this.budgets = budgets;
        this.keys = keys;
        this.providers = providers;
        this.home = timeZone.map(ZoneId::of).orElseGet(ZoneId::systemDefault);
    }

    @Override
    public String word() {
        return "budget";
    }

    @Override
    public Store<BudgetId, Budget> store() {
        return budgets;
    }

    @Override
    public Optional<BudgetId> key(String id) {
        return Ids.uuid(id).map(BudgetId::new);
    }

    @Override
    public String id(Budget budget) {
        return budget.id().toString();
    }

    @Override
    public JsonObject write(Budget budget) {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("id", id(budget))
                .add("scope", budget.scope().word())
                .add("target", budget.target());
        if (budget.scope() == BudgetScope.KEY) {
            keyOf(budget.target()).ifPresent(key -> json.add("targetName", key.name()));
        }
        return json.add("period", budget.period().word())
                .add("timeZone", budget.zone().getId())
                .add("limitUsd", Amounts.plain(budget.limitUsd()))
                .add("hard", budget.hard())
                .add("warningThreshold", Amounts.plain(budget.warningThreshold()))
                .add("createdAt", budget.createdAt().toString())
                .build();
    }

    @Override
    public Budget read(Body body, Optional<Budget> current) {
        body.allow(FIELDS);
        BudgetScope scope = scope(body);
        Budget read = new Budget(
                current.map(Budget::id).orElseGet(BudgetId::random),
                scope,
                target(body, scope),
                period(body),
                zone(body),
                amount(body, "limitUsd", MOST).orElseThrow(() -> body.missing("limitUsd")),
                body.flag("hard").orElse(true),
                amount(body, "warningThreshold", BigDecimal.ONE).orElse(USUAL_THRESHOLD),
                current.map(Budget::createdAt).orElseGet(Ids::now));
        same(read).filter(other -> !other.id().equals(read.id())).ifPresent(other -> {
            throw Refusal.conflict(body.path("period"), "There is already such a budget for this target.");
        });
        return read;
    }

    @Override
    public Optional<Budget> match(Body body) {
        if (!body.has("scope") || !body.has("period") || !body.has("target")) {
            return Optional.empty(); // to be refused when it is read
        }
        BudgetScope scope = scope(body);
        String target = target(body, scope);
        BudgetPeriod period = period(body);
        return find(scope, target, period);
    }

    /** Whether what it limits is still there; a group needs no members. */
    boolean hasTarget(Budget budget) {
        return switch (budget.scope()) {
            case KEY -> keyOf(budget.target()).isPresent();
            case GROUP -> true;
            case PROVIDER ->
                budget.target().equals(Providers.DEMO.value())
                        || providers.find(budget.target()).isPresent();
        };
    }

    private Optional<Budget> same(Budget budget) {
        return find(budget.scope(), budget.target(), budget.period());
    }

    private Optional<Budget> find(BudgetScope scope, String target, BudgetPeriod period) {
        return budgets.list().stream()
                .filter(budget ->
                        budget.scope() == scope && budget.target().equals(target) && budget.period() == period)
                .findFirst();
    }

    private String target(Body body, BudgetScope scope) {
        String target = body.requireLine("target", 100);
        return switch (scope) {
            case KEY ->
                keyOf(target)
                        .or(() -> body.text("targetName").flatMap(this::keyOf))
                        .map(key -> key.id().toString())
                        .orElseThrow(() -> body.invalid("target", "There is no key '" + target + "'."));
            case GROUP -> target;
            case PROVIDER -> providers.requireId(target, body.path("target")).value();
        };
    }

    private Optional<ApiKey> keyOf(String idOrName) {
        return Ids.uuid(idOrName).map(ApiKeyId::new).flatMap(keys::find).or(() -> keys.list().stream()
                .filter(key -> key.name().equals(idOrName))
                .findFirst());
    }

    private static BudgetScope scope(Body body) {
        return BudgetScope.of(body.requireText("scope"))
                .orElseThrow(
                        () -> body.invalid("scope", "'" + body.path("scope") + "' must be key, group or provider."));
    }

    private static BudgetPeriod period(Body body) {
        return BudgetPeriod.of(body.requireText("period"))
                .orElseThrow(() ->
                        body.invalid("period", "'" + body.path("period") + "' must be day, week, month or total."));
    }

    private ZoneId zone(Body body) {
        ZoneId zone = body.line("timeZone", 64)
                .map(name -> {
                    try {
                        return ZoneId.of(name);
                    } catch (DateTimeException e) {
                        throw body.invalid("timeZone", "'" + name + "' is no time zone, such as Europe/Berlin is.");
                    }
                })
                .orElse(home);
        if (!QuarterHour.divides(zone)) {
            throw body.invalid("timeZone", "The days of '" + zone + "' must begin at a full quarter of an hour (UTC).");
        }
        return zone;
    }

    private static Optional<BigDecimal> amount(Body body, String field, BigDecimal most) {
        return body.amount(field).map(amount -> {
            BigDecimal plain = Amounts.plain(amount);
            if (plain.compareTo(most) > 0 || plain.scale() > MOST_DECIMALS) {
                throw body.invalid(
                        field,
                        "'" + body.path(field) + "' must be at most " + most.toPlainString()
                                + " and have at most 12 decimals.");
            }
            return plain;
        });
    }
}
