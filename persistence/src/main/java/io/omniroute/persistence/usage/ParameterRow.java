package io.omniroute.persistence.usage;

import io.omniroute.persistence.jpa.Amounts;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.OptionalLong;

/** Sets the parameters of a statement, one after the other. Confined to the thread of its connection. */
final class ParameterRow {
    private final PreparedStatement statement;
    private int column;

    ParameterRow(PreparedStatement statement) {
        this.statement = statement;
    }

    ParameterRow text(String value) throws SQLException {
        statement.setString(++column, value);
        return this;
    }

    ParameterRow text(Optional<String> value) throws SQLException {
        return text(value.orElse(null)); // NULL, as JDBC has it
    }

    ParameterRow number(long value) throws SQLException {
        statement.setLong(++column, value);
        return this;
    }

    ParameterRow flag(boolean value) throws SQLException {
        statement.setBoolean(++column, value);
        return this;
    }

    ParameterRow flag(Optional<Boolean> value) throws SQLException {
        if (value.isPresent()) {
            return flag(value.get().booleanValue());
        }
        statement.setNull(++column, Types.BOOLEAN);
        return this;
    }

    ParameterRow amount(BigDecimal value) throws SQLException {
        statement.setBigDecimal(++column, Amounts.column(value));
        return this;
    }

    ParameterRow time(OffsetDateTime value) throws SQLException {
        statement.setObject(++column, value);
        return this;
    }

    ParameterRow number(OptionalLong value) throws SQLException {
        if (value.isPresent()) {
            return number(value.getAsLong());
        }
        statement.setNull(++column, Types.BIGINT);
        return this;
    }
}
