package io.omniroute.provider.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of this build, and the name under which it calls vendors. */
public final class GatewayVersion {
    /** Such as {@code 1.2.0}. */
    public static final String VERSION = read();

    /** The User-Agent of calls whose caller gave none: design, "Honest outbound identity". */
    public static final String USER_AGENT = "OmniRoute/" + VERSION;

    private GatewayVersion() {}

    private static String read() {
        Properties properties = new Properties();
        try (InputStream in = GatewayVersion.class.getResourceAsStream("version.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("version.properties cannot be read", e);
        }
        return properties.getProperty("version");
    }
}
