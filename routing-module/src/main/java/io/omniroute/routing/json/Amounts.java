package io.omniroute.routing.json;

import java.math.BigDecimal;

/** Amounts of money as JSON numbers. */
public final class Amounts {
    private Amounts() {}

    /** Without the zeros of the database's column, and never with an exponent. */
    public static BigDecimal plain(BigDecimal amount) {
        BigDecimal stripped = amount.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
