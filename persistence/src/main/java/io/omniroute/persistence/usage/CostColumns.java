package io.omniroute.persistence.usage;

import io.omniroute.persistence.jpa.Amounts;
import io.omniroute.routing.cost.Cost;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.math.BigDecimal;
import java.util.List;

/** What one call cost; the total is stored too, so that sums need one column. */
@Embeddable
class CostColumns {
    @Column(name = "input_cost")
    private BigDecimal input;

    @Column(name = "cached_cost")
    private BigDecimal cached;

    @Column(name = "cache_write_cost")
    private BigDecimal cacheWrite;

    @Column(name = "output_cost")
    private BigDecimal output;

    @Column(name = "reasoning_cost")
    private BigDecimal reasoning;

    @Column(name = "total_cost")
    private BigDecimal total;

    protected CostColumns() {} // for JPA

    CostColumns(Cost cost) {
        input = Amounts.column(cost.input());
        cached = Amounts.column(cost.cached());
        cacheWrite = Amounts.column(cost.cacheWrite());
        output = Amounts.column(cost.output());
        reasoning = Amounts.column(cost.reasoning());
        total = input.add(cached).add(cacheWrite).add(output).add(reasoning);
    }

    /** Input, cached, cache writes, output, reasoning, total; as the columns have them. */
    List<BigDecimal> amounts() {
        return List.of(input, cached, cacheWrite, output, reasoning, total);
    }

    BigDecimal total() {
        return total;
    }

    Cost toCost() {
        return new Cost(
                Amounts.value(input),
                Amounts.value(cached),
                Amounts.value(cacheWrite),
                Amounts.value(output),
                Amounts.value(reasoning));
    }
}
