package io.omniroute.persistence.connection;

import io.omniroute.persistence.jpa.Texts;
import io.omniroute.provider.connection.QuotaWindow;
import io.omniroute.provider.connection.QuotaWindow.Period;
import io.omniroute.provider.connection.QuotaWindow.Unit;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Quotas as one column of text: a JSON array of {@code period unit limit hour zone}, null for none. */
final class QuotaColumn {
    private QuotaColumn() {}

    static Optional<String> write(List<QuotaWindow> windows) {
        if (windows.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Texts.json(windows.stream()
                .map(window -> String.join(
                        " ",
                        window.period().name(),
                        window.unit().name(),
                        window.limit().toPlainString(),
                        String.valueOf(window.hour()),
                        window.zone().getId()))
                .toList()));
    }

    /** @param column null for none */
    static List<QuotaWindow> read(String column) {
        if (column == null) {
            return List.of();
        }
        return Texts.list(column).stream().map(QuotaColumn::window).toList();
    }

    private static QuotaWindow window(String text) {
        String[] words = text.split(" ");
        return new QuotaWindow(
                Period.valueOf(words[0]),
                Unit.valueOf(words[1]),
                new BigDecimal(words[2]),
                Integer.parseInt(words[3]),
                ZoneId.of(words[4]));
    }
}
