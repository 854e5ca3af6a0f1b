package io.omniroute.persistence.usage;

import io.omniroute.persistence.jpa.Texts;
import io.omniroute.persistence.jpa.Times;
import io.omniroute.provider.chat.Usage;
import io.omniroute.routing.usage.Attempt;
import io.omniroute.routing.usage.AttemptId;
import io.omniroute.routing.usage.AttemptJson;
import io.omniroute.routing.usage.UsageRecord;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Writes usage records with plain JDBC batches: every call makes a row, and change tracking of entities that nobody will change
 * cost half as much again as the database itself. Texts are cut to their columns: one caller's odd header must not keep a whole
 * batch out of the ledger. Confined to the connection's thread.
 */
final class UsageRows {
    static final int PROVIDER_LENGTH = 64;

    private static final String KNOWN = "SELECT id FROM usage_record WHERE id = ANY (?)";
    private static final List<String> RECORD = List.of(
            "id",
            "request_id",
            "occurred_at",
            "usage_day",
            "api_key_id",
            "key_group",
            "connection_id",
            "requested_model",
            "provider",
            "model",
            "client_format",
            "vendor_format",
            "streamed",
            "status",
            "input_tokens",
            "cached_tokens",
            "cache_write_tokens",
            "hour_cache_write_tokens",
            "output_tokens",
            "reasoning_tokens",
            "estimated",
            "service_tier",
            "input_cost",
            "cached_cost",
            "cache_write_cost",
            "output_cost",
            "reasoning_cost",
            "total_cost",
            "saved_cost",
            "first_byte_ms",
            "duration_ms",
            "request_bytes",
            "response_bytes",
            "attempts",
            "error_text",
            "answer_source",
            "combo",
            "served");
    private static final List<String> ATTEMPT = List.of(
            "id",
            "usage_id",
            "request_id",
            "occurred_at",
            "provider",
            "model",
            "connection_id",
            "status",
            "reason",
            "duration_ms",
            "asked");
    private static final String INSERT_RECORD = insert("usage_record", RECORD);
    private static final String INSERT_ATTEMPT = insert("usage_attempt", ATTEMPT);

    private final Connection connection;

    UsageRows(Connection connection) {
        this.connection = connection;
    }

    private static String insert(String table, List<String> columns) {
        return "INSERT INTO " + table + " (" + String.join(", ", columns) + ") VALUES (?"
                + ", ?".repeat(columns.size() - 1) + ")";
    }

    Set<UUID> known(Collection<UUID> ids) throws SQLException {
        Set<UUID> known = new HashSet<>();
        Array texts = connection.createArrayOf(
                "VARCHAR", ids.stream().map(UUID::toString).toArray());
        try (PreparedStatement statement = connection.prepareStatement(KNOWN)) {
            statement.setArray(1, texts);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    known.add(UUID.fromString(rows.getString(1)));
                }
            }
        } finally {
            texts.free();
        }
        return known;
    }

    /** Adds the records, and those of their attempts that did not serve. */
    void insert(Collection<UsageRecord> records) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT_RECORD)) {
            for (UsageRecord usage : records) {
                bind(new ParameterRow(statement), usage);
                statement.addBatch();
            }
            statement.executeBatch();
        }
        insertFailures(records);
    }

    private void insertFailures(Collection<UsageRecord> records) throws SQLException {
        if (records.stream().flatMap(usage -> usage.attempts().stream()).allMatch(UsageRows::served)) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(INSERT_ATTEMPT)) {
            for (UsageRecord usage : records) {
                for (int number = 1; number <= usage.attempts().size(); number++) {
                    if (!served(usage.attempts().get(number - 1))) {
                        bind(new ParameterRow(statement), usage, number);
                        statement.addBatch();
                    }
                }
            }
            statement.executeBatch();
        }
    }

    private static boolean served(Attempt attempt) {
        return attempt.reason().isEmpty();
    }

    /** In the order of {@link #RECORD}. */
    private static void bind(ParameterRow row, UsageRecord usage) throws SQLException {
        bindCall(row, usage);
        bindTokens(row, usage.tokens());
        for (BigDecimal amount : new CostColumns(usage.cost()).amounts()) {
            row.amount(amount);
        }
        row.amount(usage.savedUsd())
                .number(usage.firstByteMillis())
                .number(usage.durationMillis())
                .number(usage.requestBytes())
                .number(usage.responseBytes())
                .text(AttemptJson.write(usage.attempts()))
                .text(usage.error().map(text -> Texts.fit(text, 2000)))
                .text(usage.source().name())
                .text(usage.combo().map(name -> Texts.fit(name, 100)))
                .flag(isServed(usage.attempts()));
    }

    private static void bindCall(ParameterRow row, UsageRecord usage) throws SQLException {
        OffsetDateTime time = Times.column(usage.time());
        row.text(usage.id().toString())
                .text(Texts.fit(usage.requestId(), 200))
                .time(time)
                .text(time.toLocalDate().toString())
                .text(usage.apiKeyId().map(UUID::toString))
                .text(usage.keyGroup())
                .text(usage.connectionId().map(UUID::toString))
                .text(Texts.fit(usage.requestedModel(), 500))
                .text(Texts.fit(usage.provider(), PROVIDER_LENGTH))
                .text(Texts.fit(usage.model(), 500))
                .text(Texts.fit(usage.clientFormat(), 40))
                .text(Texts.fit(usage.vendorFormat(), 40))
                .flag(usage.streamed())
                .number(usage.status());
    }

    private static void bindTokens(ParameterRow row, Usage tokens) throws SQLException {
        row.number(tokens.inputTokens())
                .number(tokens.cachedTokens())
                .number(tokens.cacheWriteTokens())
                .number(tokens.hourCacheWriteTokens())
                .number(tokens.outputTokens())
                .number(tokens.reasoningTokens())
                .flag(tokens.estimated())
                .text(tokens.tier().name());
    }

    /** In the order of {@link #ATTEMPT}. */
    private static void bind(ParameterRow row, UsageRecord usage, int number) throws SQLException {
        Attempt attempt = usage.attempts().get(number - 1);
        row.text(new AttemptId(usage.id(), number).toString())
                .text(usage.id().toString())
                .text(Texts.fit(usage.requestId(), 200))
                .time(Times.column(usage.time()))
                .text(Texts.fit(attempt.provider(), PROVIDER_LENGTH))
                .text(Texts.fit(attempt.model(), 500))
                .text(attempt.connectionId().map(UUID::toString))
                .number(attempt.status())
                .text(Texts.fit(attempt.reason().orElse(""), 2000))
                .number(attempt.millis())
                .flag(attempt.asked());
    }

    /** When one answers, it is the last, and the only one without a reason. */
    private static boolean isServed(List<Attempt> attempts) {
        return !attempts.isEmpty() && served(attempts.get(attempts.size() - 1));
    }
}
