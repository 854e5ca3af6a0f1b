package io.omniroute.routing.capture;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Tells by a member's name that its value is nobody's business. Pure. */
final class SecretNames {
    private static final Set<String> WHOLE = Set.of(
            "auth",
            "authorization",
            "authorizationtoken",
            "proxyauthorization",
            "cookie",
            "cookies",
            "setcookie",
            "credential",
            "credentials",
            "connectionstring",
            "passwd",
            "passphrase",
            "passcode",
            "pin",
            "pwd",
            "secret",
            "secrets",
            "token");
    private static final List<String> ENDS = List.of(
            "accesskey",
            "accesskeyid",
            "accesstoken",
            "apikey",
            "apikeys",
            "apisecret",
            "apitoken",
            "authkey",
            "authtoken",
            "bearertoken",
            "clientsecret",
            "idtoken",
            "password",
            "passwords",
            "privatekey",
            "refreshtoken",
            "secretkey",
            "secrettoken",
            "securitytoken",
            "sessiontoken",
            "signingkey",
            "secret");
    private static final Set<String> ENCODED = Set.of(
            "b64json",
            "data",
            "encryptedcontent",
            "filedata",
            "imagebytes",
            "signature",
            "thoughtsignature",
            "videobytes");
    private static final Set<String> MEDIA_TYPES = Set.of("mimetype", "mediatype", "contenttype");

    private SecretNames() {}

    static boolean isSecret(String name) {
        String plain = plain(name);
        return WHOLE.contains(plain) || ENDS.stream().anyMatch(plain::endsWith);
    }

    /** Whether what is in base64 there is bytes, however few. */
    static boolean isEncoded(String name) {
        return ENCODED.contains(plain(name));
    }

    static boolean isMediaType(String name) {
        return MEDIA_TYPES.contains(plain(name));
    }

    /** Letters and digits in lower case: {@code api_key}, {@code apiKey} and {@code X-Api-Key} differ in dress only. */
    private static String plain(String name) {
        StringBuilder plain = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (Character.isLetterOrDigit(c)) {
                plain.append(c);
            }
        }
        return plain.toString().toLowerCase(Locale.ROOT);
    }
}
