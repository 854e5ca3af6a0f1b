package io.omniroute.routing.operations;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** The version of this build. */
public final class Version {
    private static final String TEXT = read();

    private Version() {}

    /** As Maven wrote it into the jar; {@code dev} when the classes are in no jar. */
    public static String text() {
        return TEXT;
    }

    private static String read() {
        Properties properties = new Properties();
        try (InputStream in =
                Version.class.getResourceAsStream("/META-INF/maven/io.omniroute/routing-module/pom.properties")) {
            if (in != null) {
                properties.load(in);
            }
        } catch (IOException e) {
            // a version that cannot be read is no reason not to start
        }
        return properties.getProperty("version", "dev");
    }
}
