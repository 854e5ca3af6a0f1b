package io.omniroute.persistence.usage;

import io.omniroute.routing.budget.BudgetScope;
import io.omniroute.routing.budget.Payer;
import io.omniroute.routing.budget.QuarterHour;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What calls cost together, by payer and quarter of an hour: collected first, then added to the table {@code spent_amount}, in the
 * transaction that writes what it sums up. Confined to a thread.
 */
final class SpentAmounts {
    private static final String ADD = "UPDATE spent_amount SET total_cost = total_cost + ?"
            + " WHERE budget_scope = ? AND target = ? AND quarter_hour = ? AND writer = ?";
    private static final String INSERT =
            "INSERT INTO spent_amount (total_cost, budget_scope, target, quarter_hour, writer) VALUES (?, ?, ?, ?, ?)";

    private record Slot(BudgetScope scope, String target, long quarter) {}

    private final Map<Slot, BigDecimal> amounts = new LinkedHashMap<>();

    /** @param total as the column of what it sums up has it; may be negative, as corrections are */
    void add(Payer payer, Instant time, BigDecimal total) {
        if (total.signum() == 0) {
            return;
        }
        long quarter = QuarterHour.of(time);
        payer.key().ifPresent(key -> add(new Slot(BudgetScope.KEY, key, quarter), total));
        payer.group().ifPresent(group -> add(new Slot(BudgetScope.GROUP, group, quarter), total));
        add(new Slot(BudgetScope.PROVIDER, payer.provider(), quarter), total);
    }

    private void add(Slot slot, BigDecimal total) {
        amounts.merge(slot, total, BigDecimal::add);
    }

    /** @param writer whose rows these are; no other transaction may write to them at the same time */
    void write(Connection connection, String writer) throws SQLException {
        if (amounts.isEmpty()) {
            return;
        }
        try (PreparedStatement add = connection.prepareStatement(ADD);
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (Map.Entry<Slot, BigDecimal> entry : amounts.entrySet()) {
                bind(add, entry, writer);
                if (add.executeUpdate() == 0) {
                    bind(insert, entry, writer);
                    insert.executeUpdate();
                }
            }
        }
    }

    private static void bind(PreparedStatement statement, Map.Entry<Slot, BigDecimal> entry, String writer)
            throws SQLException {
        Slot slot = entry.getKey();
        new ParameterRow(statement)
                .amount(entry.getValue())
                .text(slot.scope().name())
                .text(slot.target())
                .number(slot.quarter())
                .text(writer);
    }
}
