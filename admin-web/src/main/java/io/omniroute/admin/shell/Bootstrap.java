package io.omniroute.admin.shell;

import io.omniroute.migrations.Migrations;
import io.omniroute.routing.operations.GatewayStarting;
import io.omniroute.routing.operations.StartupRefusedException;
import io.omniroute.routing.operations.Terminal;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Brings the application up in a fixed order: database, schema, then everybody who observes {@link GatewayStarting}; takes it
 * down by way of {@link StopSwitch}. An enterprise bean, because CDI alone does not say what comes first.
 */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
@DataSourceDefinition(
        name = "java:app/jdbc/omniroute",
        className = "io.omniroute.persistence.ApplicationDataSource",
        minPoolSize = 1,
        maxPoolSize = 20,
        properties = "description=OmniRoute") // WildFly refuses a definition without properties: IJ031103
public class Bootstrap {
    @Resource(lookup = "java:app/jdbc/omniroute")
    private DataSource database;

    @Inject
    private Event<GatewayStarting> starting;

    @Inject
    private StopSwitch stopSwitch;

    @PostConstruct
    void start() {
        try {
            requireDatabase();
            Migrations.migrate(database);
            starting.fire(new GatewayStarting());
            stopSwitch.install();
            Terminal.started();
        } catch (RuntimeException e) { // the edge of the deployment: the operator gets a line, the server log the rest
            Terminal.refuse(reason(e));
            throw e;
        }
    }

    private void requireDatabase() {
        try (Connection probe = database.getConnection()) {
            probe.getMetaData().getDatabaseProductName();
        } catch (SQLException e) {
            throw new StartupRefusedException(rootMessage(e), e);
        }
    }

    private static String reason(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StartupRefusedException) {
                return cause.getMessage();
            }
        }
        return rootMessage(failure);
    }

    /** Pools wrap the driver's exception in several of their own; ours says which database it was. */
    private static String rootMessage(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && !String.valueOf(cause.getMessage()).startsWith("The database ")) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("unknown reason");
    }

    @PreDestroy
    void stop() {
        stopSwitch.uninstall();
    }
}
