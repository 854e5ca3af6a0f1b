package io.omniroute.persistence.jpa;

import io.omniroute.provider.store.DuplicateException;
import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Recognises which unique index a failed statement hit. Both databases name the index in the message of SQL state 23505.
 *
 * @param byIndex the field's name in the management API, by the index's name
 */
public record UniqueFields(Map<String, String> byIndex) {
    private static final String UNIQUE_VIOLATION = "23505";

    public UniqueFields {
        byIndex = Map.copyOf(byIndex);
    }

    /** The exception to throw instead: a {@link DuplicateException}, or the same when it is about something else. */
    public RuntimeException translate(PersistenceException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                Optional<String> field = field(sql);
                if (field.isPresent()) {
                    return new DuplicateException(field.get(), "This " + field.get() + " is already taken.");
                }
            }
        }
        return e;
    }

    /** A failed batch hangs its real cause into the chain of next exceptions. */
    private Optional<String> field(SQLException first) {
        for (SQLException each = first; each != null; each = each.getNextException()) {
            if (UNIQUE_VIOLATION.equals(each.getSQLState())) {
                String message = String.valueOf(each.getMessage()).toLowerCase(Locale.ROOT);
                Optional<String> field = byIndex.entrySet().stream()
                        .filter(index -> message.contains(index.getKey()))
                        .map(Map.Entry::getValue)
                        .findFirst();
                if (field.isPresent()) {
                    return field;
                }
            }
        }
        return Optional.empty();
    }
}
