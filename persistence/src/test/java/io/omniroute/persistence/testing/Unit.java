package io.omniroute.persistence.testing;

import io.omniroute.migrations.Migrations;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/** The persistence unit outside a container: one JPA provider on one database, made once and emptied for every test. */
public final class Unit {
    /** Payara's provider and WildFly's, on either database. */
    public enum Platform {
        ECLIPSELINK_H2,
        ECLIPSELINK_POSTGRES,
        HIBERNATE_H2,
        HIBERNATE_POSTGRES;

        String provider() {
            return name().startsWith("ECLIPSELINK")
                    ? "org.eclipse.persistence.jpa.PersistenceProvider"
                    : "org.hibernate.jpa.HibernatePersistenceProvider";
        }

        boolean isPostgres() {
            return name().endsWith("POSTGRES");
        }
    }

    private static final Map<Platform, Unit> UNITS = new EnumMap<>(Platform.class);
    private static final List<String> TABLES = List.of(
            "proxy_rule",
            "proxy_log",
            "combo",
            "provider_node",
            "provider_connection",
            "api_key",
            "login_user",
            "audit_entry",
            "model_alias",
            "custom_model",
            "dated_price",
            "budget",
            "spent_amount",
            "usage_attempt",
            "captured_call",
            "usage_correction",
            "usage_record",
            "setting",
            "health_circuit",
            "quota_count",
            "quota_report",
            "master_key_check");
    private static final UUID RUN = UUID.randomUUID();
    private static EmbeddedPostgres postgres;

    private final EntityManagerFactory factory;
    private final DataSource dataSource;

    private Unit(EntityManagerFactory factory, DataSource dataSource) {
        this.factory = factory;
        this.dataSource = dataSource;
    }

    public static synchronized Unit on(Platform platform) {
        Unit unit = UNITS.computeIfAbsent(platform, Unit::create);
        unit.inTransaction(entities -> TABLES.stream()
                .mapToInt(table ->
                        entities.createNativeQuery("delete from " + table).executeUpdate())
                .sum());
        return unit;
    }

    /** Where the H2 database of a platform is kept. */
    public static Path h2File(Platform platform) {
        return Path.of("target", "units", RUN + "-" + platform + ".mv.db").toAbsolutePath();
    }

    private static Unit create(Platform platform) {
        DataSource dataSource = platform.isPostgres() ? postgres(platform) : h2(platform);
        Migrations.migrate(dataSource);
        // the unit as it is deployed, but for what only a container has
        EntityManagerFactory factory = Persistence.createEntityManagerFactory(
                "omniroute",
                Map.of(
                        "jakarta.persistence.provider",
                        platform.provider(),
                        "jakarta.persistence.transactionType",
                        "RESOURCE_LOCAL",
                        "jakarta.persistence.jtaDataSource",
                        dataSource,
                        "jakarta.persistence.nonJtaDataSource",
                        dataSource,
                        "eclipselink.session-name",
                        platform.name()));
        return new Unit(factory, dataSource);
    }

    public DataSource dataSource() {
        return dataSource;
    }

    public <T> T inTransaction(Function<EntityManager, T> work) {
        try (EntityManager entities = factory.createEntityManager()) {
            entities.getTransaction().begin();
            try {
                T result = work.apply(entities);
                entities.getTransaction().commit();
                return result;
            } finally {
                if (entities.getTransaction().isActive()) {
                    entities.getTransaction().rollback();
                }
            }
        }
    }

    /** The port as the container offers it: each call is one transaction. */
    public <P> P transactional(Class<P> port, Function<EntityManager, P> adapter) {
        Object proxy = Proxy.newProxyInstance(
                port.getClassLoader(),
                new Class<?>[] {port},
                (self, method, arguments) -> inTransaction(entities -> {
                    try {
                        return method.invoke(adapter.apply(entities), arguments);
                    } catch (InvocationTargetException e) {
                        if (e.getCause() instanceof RuntimeException failure) {
                            throw failure;
                        }
                        throw new IllegalStateException(e);
                    } catch (IllegalAccessException e) {
                        throw new IllegalStateException(e);
                    }
                }));
        return port.cast(proxy);
    }

    private static DataSource h2(Platform platform) {
        JdbcDataSource h2 = new JdbcDataSource();
        String file = h2File(platform).toString();
        h2.setURL("jdbc:h2:file:" + file.substring(0, file.length() - ".mv.db".length()) + ";DB_CLOSE_DELAY=-1");
        return h2;
    }

    private static DataSource postgres(Platform platform) {
        try {
            if (postgres == null) {
                postgres = EmbeddedPostgres.start(); // stopped by its own shutdown hook
            }
            String name = platform.name().toLowerCase(Locale.ROOT);
            try (var connection = postgres.getPostgresDatabase().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("create database " + name);
            }
            return postgres.getDatabase("postgres", name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
