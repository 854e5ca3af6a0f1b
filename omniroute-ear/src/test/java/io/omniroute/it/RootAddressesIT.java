package io.omniroute.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a fresh gateway answers without any key, and how the server below it is set. */
class RootAddressesIT {
    @TempDir
    private static Path directory;

    private static RunningGateway gateway;

    @BeforeAll
    static void start() {
        gateway = RunningGateway.start(GatewaySetup.in(directory));
    }

    @AfterAll
    static void stop() {
        gateway.kill();
    }

    @Test
    void saysWhichServiceThisIs() throws Exception {
        HttpResponse<String> answer = gateway.get("/v1");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("\"name\":\"OmniRoute\"")
                .containsPattern("\"version\":\"\\d+\\.\\d+\\.\\d+");
    }

    @Test
    void greetsABrowserWithoutALoginOrAScript() throws Exception {
        HttpResponse<String> page = gateway.get("/");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("content-type")).hasValue("text/html;charset=utf-8");
        assertThat(page.headers().firstValue("content-security-policy"))
                .get()
                .asString()
                .startsWith("default-src 'none'; style-src 'self';");
        assertThat(page.body())
                .contains(gateway.uri("/v1").toString(), "demo/echo", "openapi", "health", "metrics")
                .doesNotContain("<script", directory.toString());
        assertThat(gateway.get("/welcome.css").headers().firstValue("content-type"))
                .hasValue("text/css;charset=utf-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/health/live", "/health/ready", "/health/started", "/metrics", "/openapi"})
    void servesWhatOperatorsPoll(String path) throws Exception {
        assertThat(gateway.get(path).statusCode()).isEqualTo(200);
    }

    @Test
    void describesItsOwnInterface() throws Exception {
        assertThat(gateway.get("/openapi").body()).contains("/v1:");
    }

    @Test
    void doesNotTellWhichServerItRunsOn() throws Exception {
        assertThat(gateway.get("/v1").headers().map()).doesNotContainKeys("server", "x-powered-by");
    }

    @Test
    void keepsAConnectionForMoreCallsThanTheServersDefault() throws Exception {
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            for (int call = 0; call < 300; call++) { // Payara closes a connection after 250
                assertThat(info(client).headers().firstValue("connection")).isEmpty();
            }
        }
    }

    @Test
    void acceptsAClientThatOffersHttp2() throws Exception {
        // the JDK's client by default; Grizzly hangs on the body of such a call when its HTTP/2 is switched off
        try (HttpClient client = HttpClient.newHttpClient()) {
            assertThat(info(client).version()).isEqualTo(HttpClient.Version.HTTP_2);
        }
    }

    private static HttpResponse<String> info(HttpClient client) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(gateway.uri("/v1")).build(), HttpResponse.BodyHandlers.ofString());
    }
}
