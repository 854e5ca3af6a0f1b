package io.omniroute.routing.api.management;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.provider.connection.Connection;
import io.omniroute.provider.connection.ConnectionId;
import io.omniroute.provider.outbound.TlsProfile;
import io.omniroute.provider.tls.Fingerprint;
import io.omniroute.provider.tls.Handshakes;
import io.omniroute.routing.api.management.ManagementServer.Answer;
import io.omniroute.routing.audit.AuditEntry;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlsProfilesTest {
    private static final String PROFILE = """
            {"protocols":["TLSv1.3","TLSv1.2"],"cipherSuites":["TLS_AES_128_GCM_SHA256","TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"],
            "groups":["secp256r1","x25519"],"signatureSchemes":["rsa_pss_rsae_sha256","ecdsa_secp256r1_sha256"],"alpn":["http/1.1"]}""";
    private static final TlsProfile READ = new TlsProfile(
            List.of("TLSv1.3", "TLSv1.2"),
            List.of("TLS_AES_128_GCM_SHA256", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"),
            List.of("secp256r1", "x25519"),
            List.of("rsa_pss_rsae_sha256", "ecdsa_secp256r1_sha256"),
            List.of("http/1.1"));

    private final ManagementServer server = new ManagementServer();

    @Test
    void aConnectionKeepsItsProfileAndShowsHowItLooks() throws SSLException {
        Answer created = create(PROFILE);
        assertThat(created.status()).isEqualTo(201);
        assertThat(stored(created).tls()).contains(READ);
        JsonObject tls =
                server.admin("GET", "api/providers/" + created.id(), "").json().getJsonObject("tls");
        assertThat(names(tls, "groups")).containsExactly("secp256r1", "x25519");
        Fingerprint expected = Fingerprint.of(Handshakes.hello(READ, "api.openai.com"));
        JsonObject fingerprint = tls.getJsonObject("fingerprint");
        assertThat(fingerprint.getString("ja3")).isEqualTo(expected.ja3()).hasSize(32);
        assertThat(fingerprint.getString("ja3Text")).isEqualTo(expected.ja3Text());
        assertThat(fingerprint.getString("ja4")).isEqualTo(expected.ja4()).startsWith("t13d02");
        assertThat(fingerprint.getString("ja4Text")).isEqualTo(expected.ja4Text());
    }

    @Test
    void itIsPatchedListByListSentBackAsItWasReadAndTakenAwayByNull() {
        Answer created = create(PROFILE);
        String path = "api/providers/" + created.id();
        server.admin("PATCH", path, "{\"tls\":{\"groups\":[\"x25519\"],\"alpn\":null}}");
        TlsProfile patched = stored(created).tls().orElseThrow();
        assertThat(patched.groups()).containsExactly("x25519");
        assertThat(patched.alpn()).isEmpty();
        assertThat(patched.cipherSuites()).isEqualTo(READ.cipherSuites());
        assertThat(audit().before())
                .hasValueSatisfying(
                        json -> assertThat(json).contains("secp256r1").doesNotContain("fingerprint"));
        assertThat(audit().after())
                .hasValueSatisfying(json -> assertThat(json).contains("x25519").doesNotContain("\"secp256r1\""));

        int writes = server.desk.stores.writes;
        server.admin("PUT", path, server.admin("GET", path, "").text());
        assertThat(server.desk.stores.writes).isEqualTo(writes);
        assertThat(stored(created).tls()).contains(patched);

        Answer gone = server.admin("PATCH", path, "{\"tls\":null}");
        assertThat(gone.json().containsKey("tls")).isFalse();
        assertThat(stored(created).tls()).isEmpty();
    }

    @Test
    void aProfileThatNamesNothingIsNone() {
        assertThat(stored(create("{}")).tls()).isEmpty();
        assertThat(stored(create("{\"groups\":[],\"alpn\":[]}")).tls()).isEmpty();
    }

    @Test
    void plainHttpHasNoFingerprint() {
        server.admin("POST", "api/provider-nodes", """
                {"prefix":"acme","format":"openai-chat","baseUrl":"http://127.0.0.1:9000/v1"}""");
        Answer created = server.admin("POST", "api/providers", "{\"provider\":\"acme\",\"tls\":" + PROFILE + "}");
        assertThat(created.json().getJsonObject("tls").containsKey("fingerprint"))
                .isFalse();
        assertThat(created.json().getJsonObject("tls").containsKey("groups")).isTrue();
    }

    @Test
    void placeholdersOfTheBaseUrlAreFilledBeforeTheHostIsLookedAt() {
        Answer created = server.admin(
                "POST",
                "api/providers",
                "{\"provider\":\"azure\",\"apiKey\":\"k\",\"parameters\":{\"resource\":\"acme\"},\"tls\":" + PROFILE
                        + "}");
        assertThat(created.json()
                        .getJsonObject("tls")
                        .getJsonObject("fingerprint")
                        .getString("ja4"))
                .startsWith("t13d");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'protocols':['TLSv1.1']}|422|tls.protocols|it offers TLSv1.3, TLSv1.2",
                "{'cipherSuites':['TLS_RSA_WITH_NULL_SHA256']}|422|tls.cipherSuites|TLS_AES_128_GCM_SHA256",
                "{'groups':['brainpool']}|422|tls.groups|x25519",
                "{'signatureSchemes':['rsa_md5']}|422|tls.signatureSchemes|rsa_pss_rsae_sha256",
                "{'alpn':['h2']}|422|tls.alpn|speaks HTTP/1.1",
                "{'groups':['x25519','x25519']}|422|tls.groups|twice",
                "{'groups':'x25519'}|400|tls.groups|must be an array",
                "{'groups':[29]}|400|tls.groups[0]|must be a string",
                "{'curves':['x25519']}|422|tls.curves|There is no field",
                "{'protocols':['TLSv1.3'],'cipherSuites':['TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256']}|422|tls|no handshake",
                "'chrome'|400|tls|must be an object"
            })
    void whatIsNoProfileIsRefused(String profile, int status, String field, String reason) {
        Answer answer = create(profile.replace('\'', '"'));
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.field()).isEqualTo(field);
        assertThat(answer.text()).contains(reason);
        assertThat(server.desk.stores.connections.list()).isEmpty();
    }

    @Test
    void theConfigurationCarriesProfilesWithoutFingerprints() {
        create(PROFILE);
        JsonObject exported = server.admin("GET", "api/config", "").json();
        JsonObject connection = exported.getJsonArray("providers").getJsonObject(0);
        assertThat(names(connection.getJsonObject("tls"), "groups")).containsExactly("secp256r1", "x25519");
        assertThat(connection.getJsonObject("tls").containsKey("fingerprint")).isFalse();
    }

    @Test
    void namesAndFingerprintsCanBeAskedForWithoutSavingAnything() throws SSLException {
        JsonObject names = server.admin("GET", "api/settings/tls", "").json();
        assertThat(names.keySet()).containsExactly("protocols", "cipherSuites", "groups", "signatureSchemes", "alpn");
        assertThat(names(names, "groups")).contains("x25519");
        int writes = server.desk.stores.writes;
        Answer own = server.admin(
                "POST", "api/settings/tls/fingerprint", "{\"host\":\"api.example\",\"profile\":" + PROFILE + "}");
        assertThat(own.json().getString("ja4"))
                .isEqualTo(Fingerprint.of(Handshakes.hello(READ, "api.example")).ja4());
        Answer platform = server.admin("POST", "api/settings/tls/fingerprint", "{}");
        assertThat(platform.json().getString("ja3"))
                .isEqualTo(Fingerprint.of(Handshakes.hello(TlsProfile.PLATFORM, ""))
                        .ja3());
        assertThat(server.desk.stores.writes).isEqualTo(writes);
        assertThat(server.admin("POST", "api/settings/tls/fingerprint", "{\"profile\":{\"groups\":[\"?\"]}}")
                        .field())
                .isEqualTo("profile.groups");
    }

    @ParameterizedTest
    @CsvSource({"https://api.example/v1", "api.example:443", "a b", "api.example/v1"})
    void aHostIsAHostAndNoMore(String host) {
        Answer answer = server.admin("POST", "api/settings/tls/fingerprint", "{\"host\":\"" + host + "\"}");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.field()).isEqualTo("host");
    }

    private Answer create(String tls) {
        return server.admin(
                "POST",
                "api/providers",
                "{\"provider\":\"openai\",\"name\":\"" + UUID.randomUUID() + "\",\"apiKey\":\"sk-1\",\"tls\":" + tls
                        + "}");
    }

    private Connection stored(Answer created) {
        Optional<Connection> found =
                server.desk.stores.connections.find(new ConnectionId(UUID.fromString(created.id())));
        return found.orElseThrow();
    }

    private AuditEntry audit() {
        return server.desk.stores.audit.last();
    }

    private static List<String> names(JsonObject json, String field) {
        return json.getJsonArray(field).getValuesAs(JsonString::getString);
    }
}
