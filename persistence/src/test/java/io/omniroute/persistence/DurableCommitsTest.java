package io.omniroute.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurableCommitsTest {
    @TempDir
    private Path directory;

    @Test
    void whatWasCommittedIsInTheFileAtOnce() throws Exception {
        try (Connection connection = open("omniroute")) {
            connection.setAutoCommit(false);
            for (int i = 1; i <= 20; i++) {
                execute(connection, i == 1 ? "create table kept (a int)" : "insert into kept values (1)");
                connection.commit();
            }
            execute(connection, "insert into kept values (2)");
            // what a killed process leaves behind
            Files.copy(directory.resolve("omniroute.mv.db"), directory.resolve("killed.mv.db"));
        }
        try (Connection connection = open("killed");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*), max(a) from kept")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isEqualTo(19);
            assertThat(rows.getInt(2)).isEqualTo(1);
        }
    }

    @Test
    void isAConnectionLikeAnyOther() throws Exception {
        try (Connection connection = open("omniroute");
                Connection other = open("omniroute")) {
            assertThat(connection).isEqualTo(connection).isNotEqualTo(other);
            assertThatThrownBy(() -> execute(connection, "select 1/0")).isInstanceOf(SQLException.class);
        }
        Connection closed = open("omniroute");
        closed.close();
        assertThatThrownBy(closed::commit).isInstanceOf(SQLException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:h2:file:/data/omniroute, true",
        "jdbc:h2:~/omniroute;MODE=PostgreSQL, true",
        "jdbc:h2:mem:test, false",
        "jdbc:h2:tcp://localhost/omniroute, false",
        "jdbc:postgresql://localhost/h2, false"
    })
    void concernsFilesOfThisProcess(String url, boolean concerned) {
        assertThat(new DatabaseAddress(url, Optional.empty(), Optional.empty()).isLocalH2())
                .isEqualTo(concerned);
    }

    private Connection open(String name) throws SQLException {
        return DurableCommits.of(DriverManager.getConnection("jdbc:h2:file:" + directory.resolve(name)));
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
