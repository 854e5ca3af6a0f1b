package io.omniroute.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationsTest {
    private static final List<String> TABLES = List.of(
            "api_key",
            "audit_entry",
            "budget",
            "captured_call",
            "combo",
            "configuration_version",
            "custom_model",
            "dated_price",
            "health_circuit",
            "login_user",
            "master_key_check",
            "model_alias",
            "provider_connection",
            "provider_node",
            "proxy_log",
            "proxy_rule",
            "quota_count",
            "quota_report",
            "setting",
            "spent_amount",
            "usage_attempt",
            "usage_correction",
            "usage_record");

    private static EmbeddedPostgres postgres;

    @TempDir
    private Path directory;

    @BeforeAll
    static void startPostgres() throws IOException {
        postgres = EmbeddedPostgres.start();
    }

    @AfterAll
    static void stopPostgres() throws IOException {
        postgres.close();
    }

    @Test
    void bothDatabasesGetTheSameSchema() throws SQLException {
        DataSource h2 = h2();
        Migrations.migrate(h2);
        Migrations.migrate(postgres.getPostgresDatabase());

        Schema schema = Schema.of(h2);
        assertThat(schema).isEqualTo(Schema.of(postgres.getPostgresDatabase()));
        assertThat(schema.columns().keySet().stream()
                        .map(column -> column.split("\\.")[0])
                        .distinct())
                .containsExactlyElementsOf(TABLES);
        assertThat(schema.primaryKeys()).hasSize(TABLES.size());
        assertThat(schema.indexes())
                .containsEntry("ux_provider_node_prefix", "provider_node unique prefix")
                .containsEntry("ix_usage_record_time", "usage_record index occurred_at, id");
    }

    @Test
    void migratingAgainKeepsWhatIsThere() throws SQLException {
        DataSource h2 = h2();
        Migrations.migrate(h2);
        execute(h2, "insert into setting (name, setting_value) values ('a', 'b')");
        Migrations.migrate(h2);

        try (var connection = h2.getConnection();
                var rows = connection.createStatement().executeQuery("select setting_value from setting")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("b");
        }
    }

    @Test
    void nodesThatStartAtOnceMigrateOnce() throws Exception {
        DataSource fresh = postgres.getDatabase("postgres", "template1");
        execute(fresh, "create database shared");
        DataSource shared = postgres.getDatabase("postgres", "shared");
        try (ExecutorService nodes = Executors.newFixedThreadPool(3)) {
            Callable<Boolean> node = () -> {
                Migrations.migrate(shared);
                return true;
            };
            List<Future<Boolean>> starts =
                    IntStream.range(0, 3).mapToObj(i -> nodes.submit(node)).toList();
            for (Future<Boolean> start : starts) {
                assertThat(start.get()).isTrue();
            }
        }
        assertThat(Schema.of(shared).primaryKeys()).hasSize(TABLES.size());
    }

    @Test
    void anEditedScriptIsRefused() throws SQLException {
        DataSource h2 = h2();
        Migrations.migrate(h2);
        execute(h2, "update \"flyway_schema_history\" set \"checksum\" = 1 where \"version\" = '0001'");

        assertThatThrownBy(() -> Migrations.migrate(h2))
                .isInstanceOf(FlywayException.class)
                .hasMessageContaining("checksum mismatch");
    }

    private DataSource h2() {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:file:" + directory.resolve("omniroute"));
        return h2;
    }

    private static void execute(DataSource dataSource, String sql) throws SQLException {
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
