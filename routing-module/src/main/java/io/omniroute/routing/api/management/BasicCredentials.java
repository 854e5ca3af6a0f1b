package io.omniroute.routing.api.management;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** A name and a password as HTTP Basic carries them: RFC 7617. */
record BasicCredentials(String name, String password) {
    private static final String SCHEME = "basic ";

    /** @param header may be null, as JAX-RS gives it; empty for anything that is not well formed */
    static Optional<BasicCredentials> parse(String header) {
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        String pair;
        try {
            byte[] bytes =
                    Base64.getDecoder().decode(header.substring(SCHEME.length()).strip());
            pair = new String(bytes, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        int colon = pair.indexOf(':');
        // neither may hold control characters, says RFC 7617, section 2; the database would choke on NUL
        return colon < 1 || pair.chars().anyMatch(Character::isISOControl)
                ? Optional.empty()
                : Optional.of(new BasicCredentials(pair.substring(0, colon), pair.substring(colon + 1)));
    }

    @Override
    public String toString() {
        return name + ":***";
    }
}
