package io.omniroute.persistence;

import io.omniroute.routing.operations.Terminal;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * Opens the application's database connections; the server pools them. Takes URL, user and password from
 * {@code OMNIROUTE_DB_URL}, {@code OMNIROUTE_DB_USER} and {@code OMNIROUTE_DB_PASSWORD}, so that one archive runs on H2 and
 * PostgreSQL unchanged. Named in the web module's {@code @DataSourceDefinition}. Thread-safe.
 */
public class ApplicationDataSource implements DataSource {
    private final DatabaseAddress address = DatabaseAddress.configured();
    private final Driver driver = driverFor(address);
    private String description = "";
    private int loginTimeout = 10;

    @Override
    public Connection getConnection() throws SQLException {
        return open(address.credentials());
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        Properties credentials = new Properties();
        credentials.setProperty("user", user);
        credentials.setProperty("password", password);
        return open(credentials);
    }

    private Connection open(Properties credentials) throws SQLException {
        try {
            Connection connection = driver.connect(address.url(), credentials);
            return address.isLocalH2() ? DurableCommits.of(connection) : connection;
        } catch (SQLException e) {
            String reason = "The database " + address.shown() + " cannot be opened: " + firstLine(e);
            // persistence connects while it is deployed, before anything of ours could catch this
            Terminal.refuse(reason);
            throw new SQLException(reason, e.getSQLState(), e);
        }
    }

    private static String firstLine(SQLException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
    }

    private static Driver driverFor(DatabaseAddress address) {
        // not DriverManager: it shows a class only the drivers of its own loader, and those only once something loaded
        // them
        for (Driver candidate : ServiceLoader.load(Driver.class, ApplicationDataSource.class.getClassLoader())) {
            if (accepts(candidate, address.url())) {
                return candidate;
            }
        }
        String reason = "OMNIROUTE_DB_URL must begin with jdbc:postgresql: or jdbc:h2:, but is " + address.shown();
        Terminal.refuse(reason);
        throw new IllegalArgumentException(reason);
    }

    private static boolean accepts(Driver driver, String url) {
        try {
            return driver.acceptsURL(url);
        } catch (SQLException e) {
            return false; // its own prefix, yet malformed: PostgreSQL's driver says so by returning false
        }
    }

    public String getDescription() {
        return description;
    }

    /** For the server, which sets what the data source definition lists; WildFly demands at least one such property. */
    public void setDescription(String description) {
        this.description = description;
    }

    @Override
    public int getLoginTimeout() {
        return loginTimeout;
    }

    @Override
    public void setLoginTimeout(int seconds) {
        loginTimeout = seconds;
    }

    @Override
    public PrintWriter getLogWriter() {
        return new PrintWriter(PrintWriter.nullWriter());
    }

    @Override
    public void setLogWriter(PrintWriter out) {
        // drivers log through java.util.logging
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return driver.getParentLogger();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (!type.isInstance(this)) {
            throw new SQLException("This data source wraps no " + type.getName() + ".");
        }
        return type.cast(this);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return type.isInstance(this);
    }
}
