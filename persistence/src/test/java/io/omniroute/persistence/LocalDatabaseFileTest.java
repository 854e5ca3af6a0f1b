package io.omniroute.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class LocalDatabaseFileTest {
    @TempDir
    private Path directory;

    @BeforeEach
    void anOperatorsDirectoryIsOpenToAll() throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void nobodyElseCanReadANewDatabase() throws Exception {
        write(LocalDatabaseFile.in(directory));

        assertThat(modes()).containsExactly("omniroute.mv.db rw-------");
    }

    @Test
    void anOldDatabaseIsClosedToOthersAndKept() throws Exception {
        write("jdbc:h2:file:" + directory.resolve("omniroute"));
        Files.setPosixFilePermissions(
                directory.resolve("omniroute.mv.db"), PosixFilePermissions.fromString("rw-r--r--"));

        String url = LocalDatabaseFile.in(directory);

        assertThat(modes()).containsExactly("omniroute.mv.db rw-------");
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeQuery("select a from kept").next()).isTrue();
        }
    }

    @Test
    void anErrorOfADatabaseLeavesNoTraceFile() throws Exception {
        try (Connection connection = DriverManager.getConnection(LocalDatabaseFile.in(directory));
                Statement statement = connection.createStatement()) {
            assertThat(catchThrowable(() -> statement.execute("select 1/0"))).isInstanceOf(SQLException.class);
            assertThat(modes()).containsExactly("omniroute.mv.db rw-------");
        }
    }

    private static void write(String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("create table kept (a int); insert into kept values (1)");
        }
    }

    private Stream<String> modes() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(LocalDatabaseFileTest::mode).toList().stream();
        }
    }

    private static String mode(Path file) {
        try {
            return file.getFileName() + " " + PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
