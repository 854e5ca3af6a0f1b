package io.omniroute.provider.catalog;

import java.util.Objects;

/**
 * How a credential travels.
 *
 * @param header the header that carries it, such as {@code Authorization} or {@code x-api-key}
 * @param prefix what stands before it, such as {@code "Bearer "}; may be empty
 * @param required false for local engines that take a key but do not ask for one
 */
public record AuthScheme(String header, String prefix, boolean required) {
    public static final AuthScheme BEARER = new AuthScheme("Authorization", "Bearer ", true);

    public AuthScheme {
        Objects.requireNonNull(header, "header");
        Objects.requireNonNull(prefix, "prefix");
    }
}
