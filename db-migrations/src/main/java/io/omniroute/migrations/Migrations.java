package io.omniroute.migrations;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Applies the scripts in {@code db/migration}, the same ones on H2 and PostgreSQL. */
public final class Migrations {
    private Migrations() {}

    /**
     * Brings the database up to date; does nothing when it is. Safe when several nodes start at once: Flyway locks its
     * history table.
     *
     * @throws org.flywaydb.core.api.FlywayException when the database cannot be reached, a script fails, or an applied
     *     script was edited afterwards
     */
    public static void migrate(DataSource dataSource) {
        // the class loader is named because in a server the thread's own may see another application
        Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(dataSource)
                .locations("classpath:db/migration")
                .validateMigrationNaming(true)
                .connectRetries(3)
                .load()
                .migrate();
    }
}
