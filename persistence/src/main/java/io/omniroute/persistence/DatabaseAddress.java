package io.omniroute.persistence;

import io.omniroute.provider.store.DataDirectory;
import java.util.Optional;
import java.util.Properties;

/**
 * Where the database is and who we are there.
 *
 * @param url a JDBC URL; may carry a password among its parameters, so show {@link #shown()} instead
 */
record DatabaseAddress(String url, Optional<String> user, Optional<String> password) {

    /** Reads system properties first, then the environment, under the same names; H2 in the data directory otherwise. */
    static DatabaseAddress configured() {
        return new DatabaseAddress(
                setting("OMNIROUTE_DB_URL").orElseGet(() -> LocalDatabaseFile.in(DataDirectory.resolve())),
                setting("OMNIROUTE_DB_USER"),
                setting("OMNIROUTE_DB_PASSWORD"));
    }

    private static Optional<String> setting(String name) {
        return Optional.ofNullable(System.getProperty(name))
                .or(() -> Optional.ofNullable(System.getenv(name)))
                .filter(value -> !value.isBlank());
    }

    /** Whether this process is the one that writes H2's file. */
    boolean isLocalH2() {
        return url.startsWith("jdbc:h2:") && !url.matches("jdbc:h2:(mem|tcp|ssl):.*");
    }

    /** What the driver wants beside the URL. */
    Properties credentials() {
        Properties properties = new Properties();
        user.ifPresent(value -> properties.setProperty("user", value));
        password.ifPresent(value -> properties.setProperty("password", value));
        return properties;
    }

    /** The URL without the parameters, which may hold secrets. */
    String shown() {
        return url.split("[?;]", 2)[0].replaceFirst("//[^/@]*@", "//");
    }

    @Override
    public String toString() {
        return shown();
    }
}
