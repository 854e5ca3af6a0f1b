package io.omniroute.routing.api.management;

import io.omniroute.routing.access.Permission;
import io.omniroute.routing.administration.Administration;
import io.omniroute.routing.administration.BudgetKind;
import io.omniroute.routing.budget.Budget;
import io.omniroute.routing.budget.BudgetId;
import io.omniroute.routing.budget.BudgetPeriod;
import io.omniroute.routing.json.Amounts;
import io.omniroute.routing.spending.BudgetState;
import io.omniroute.routing.spending.Spending;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Locale;

/** What keys, groups and providers may spend, and how far they are. */
@Path("/api/usage/budget")
@ApplicationScoped
@Access(read = Permission.VIEW, write = Permission.ADMINISTER)
public class BudgetResource extends ObjectResource<BudgetId, Budget> {
    private final Spending spending;

    @Inject
    public BudgetResource(Administration administration, BudgetKind kind, Spending spending) {
        super(administration, kind);
        this.spending = spending;
    }

    public BudgetResource() { // for the CDI proxy, and RESTEasy wants it public
        super(null, null);
        this.spending = null;
    }

    @Override
    protected JsonObject show(Budget budget) {
        BudgetState state = spending.states(List.of(budget)).get(0);
        return Json.createObjectBuilder(super.show(budget))
                .add("spending", write(state))
                .build();
    }

    private static JsonObjectBuilder write(BudgetState state) {
        JsonObjectBuilder json = Json.createObjectBuilder();
        if (state.budget().period() != BudgetPeriod.TOTAL) {
            json.add("from", state.span().from().toString())
                    .add("to", state.span().to().toString());
        }
        return json.add("spentUsd", Amounts.plain(state.spentUsd()))
                .add("reservedUsd", Amounts.plain(state.reservedUsd()))
                .add("remainingUsd", Amounts.plain(state.remainingUsd()))
                .add("state", state.level().name().toLowerCase(Locale.ROOT));
    }
}
