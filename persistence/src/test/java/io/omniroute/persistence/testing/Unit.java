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
import java.util.Map;
import java.util.function.Function;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/** The persistence unit outside a container: one JPA provider on one fresh database. */
public final class Unit implements AutoCloseable {
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

    private static EmbeddedPostgres postgres;
    private static int databases;

    private final EntityManagerFactory factory;
    private final DataSource dataSource;

    private Unit(EntityManagerFactory factory, DataSource dataSource) {
        this.factory = factory;
        this.dataSource = dataSource;
    }

    public static Unit on(Platform platform, Path directory) {
        return on(platform, platform.isPostgres() ? freshPostgres() : h2(directory));
    }

    private static Unit on(Platform platform, DataSource dataSource) {
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
                        "test-" + databases++));
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

    @Override
    public void close() {
        factory.close();
    }

    private static DataSource h2(Path directory) {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:file:" + directory.resolve("omniroute") + ";DB_CLOSE_DELAY=0");
        return h2;
    }

    private static synchronized DataSource freshPostgres() {
        try {
            if (postgres == null) {
                postgres = EmbeddedPostgres.start(); // stopped by its own shutdown hook
            }
            String name = "unit" + databases++;
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
