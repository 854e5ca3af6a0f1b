package io.omniroute.persistence.jpa;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Amounts of money as DECIMAL(24,12) columns. */
public final class Amounts {
    private static final int SCALE = 12;

    private Amounts() {}

    public static BigDecimal column(BigDecimal amount) {
        return amount.setScale(SCALE, RoundingMode.HALF_UP);
    }

    /** Without the zeros that the column's scale adds, and without an exponent. */
    public static BigDecimal value(BigDecimal column) {
        BigDecimal plain = column.stripTrailingZeros();
        return plain.scale() < 0 ? plain.setScale(0) : plain;
    }
}
