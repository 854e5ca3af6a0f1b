package io.omniroute.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** V0093 adds up a ledger that is there already. */
class SpentAmountsTest {
    /** 1,983,984 quarters of an hour after 1970 began. */
    private static final String NOON = "2026-08-01 12:00:00+00";

    @TempDir
    private Path directory;

    @Test
    void onH2() throws SQLException {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:file:" + directory.resolve("omniroute"));
        check(h2);
    }

    @Test
    void onPostgres() throws SQLException, IOException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            check(postgres.getPostgresDatabase());
        }
    }

    private static void check(DataSource database) throws SQLException {
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration")
                .target("0092")
                .load()
                .migrate();
        try (Connection connection = database.getConnection()) {
            record(connection, "1", NOON, "'k1', 'staff', 'a'", "0.25");
            record(connection, "2", "2026-08-01 12:14:59.999999+00", "'k2', 'staff', 'a'", "0.000000000001");
            record(connection, "3", "2026-08-01 14:15:00+02", "'k1', null, 'b'", "4");
            record(connection, "4", NOON, "null, null, 'c'", "0");
            correction(connection, "1", NOON, "'k1', 'staff', 'a'", "-0.05");
        }
        Migrations.migrate(database);
        assertThat(amounts(database))
                .containsExactly(
                        "group staff 1983984 0.200000000001",
                        "key k1 1983984 0.200000000000",
                        "key k1 1983985 4.000000000000",
                        "key k2 1983984 0.000000000001",
                        "provider a 1983984 0.200000000001",
                        "provider b 1983985 4.000000000000");
    }

    /** @param payer key, group, provider */
    private static void record(Connection connection, String id, String time, String payer, String cost)
            throws SQLException {
        execute(
                connection,
                "insert into usage_record (id, request_id, occurred_at, usage_day, requested_model, model, client_format,"
                        + " vendor_format, streamed, status, input_tokens, cached_tokens, cache_write_tokens, output_tokens,"
                        + " reasoning_tokens, estimated, cached_cost, cache_write_cost, output_cost, reasoning_cost,"
                        + " duration_ms, request_bytes, response_bytes, attempts, api_key_id, key_group, provider,"
                        + " input_cost, total_cost) values ('" + id + "', 'r', '" + time
                        + "', '2026-08-01', 'm', 'm', 'f',"
                        + " 'f', false, 200, 0, 0, 0, 0, 0, false, 0, 0, 0, 0, 1, 1, 1, '[]', " + payer + ", " + cost
                        + ", " + cost + ")");
    }

    private static void correction(Connection connection, String id, String time, String payer, String cost)
            throws SQLException {
        execute(
                connection,
                "insert into usage_correction (id, usage_id, rerating_id, corrected_at, occurred_at, usage_day, model,"
                        + " cached_cost, cache_write_cost, output_cost, reasoning_cost, api_key_id, key_group, provider,"
                        + " input_cost, total_cost) values ('" + id + "', '" + id + "', 'x', '" + time + "', '" + time
                        + "', '2026-08-01', 'm', 0, 0, 0, 0, " + payer + ", " + cost + ", " + cost + ")");
    }

    private static List<String> amounts(DataSource database) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select budget_scope, target, quarter_hour, total_cost"
                        + " from spent_amount order by budget_scope, target, quarter_hour")) {
            while (rows.next()) {
                found.add(rows.getString(1).toLowerCase(Locale.ROOT) + " " + rows.getString(2) + " " + rows.getLong(3)
                        + " " + rows.getBigDecimal(4).toPlainString());
            }
        }
        return found;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
