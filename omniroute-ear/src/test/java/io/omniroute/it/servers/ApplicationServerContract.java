package io.omniroute.it.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the gateway must do on any application server. */
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 15, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class ApplicationServerContract {
    private static final Pattern KEY = Pattern.compile("\"key\":\"(sk-[^\"]+)\"");

    private final HttpClient http = HttpClient.newHttpClient();
    private ApplicationServer server;
    private HesitantVendor vendor;
    private String key;

    abstract ApplicationServer install() throws IOException, InterruptedException;

    @BeforeAll
    void installAndSetUp() throws Exception {
        vendor = new HesitantVendor();
        server = install();
        Matcher made = KEY.matcher(create("/api/keys", "{\"name\":\"servers\",\"allowedModels\":[\"*\"]}"));
        assertThat(made.find()).isTrue();
        key = made.group(1);
        create(
                "/api/provider-nodes",
                "{\"prefix\":\"acme\",\"name\":\"Acme\",\"format\":\"openai-chat\",\"baseUrl\":\"" + vendor.baseUrl()
                        + "\"}");
        create("/api/providers", "{\"provider\":\"acme\",\"name\":\"main\",\"apiKey\":\"acme-key\"}");
    }

    @AfterAll
    void remove() throws IOException {
        if (server != null) {
            server.close();
        }
        vendor.close();
        http.close();
    }

    @ParameterizedTest
    @EnumSource
    void answersWhole(ClientFormat format) throws Exception {
        HttpResponse<String> answer =
                http.send(format.request(server, key, "acme/m", false), HttpResponse.BodyHandlers.ofString());

        assertThat(answer.body()).contains(HesitantVendor.FIRST + " and " + HesitantVendor.LAST);
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource
    @Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void passesTheFirstWordOnBeforeTheVendorSaysTheNext(ClientFormat format) throws Exception {
        HttpResponse<Stream<String>> answer =
                http.send(format.request(server, key, "acme/m", true), HttpResponse.BodyHandlers.ofLines());
        Iterator<String> lines = answer.body().iterator();

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(seen(lines, HesitantVendor.FIRST)).isTrue(); // a server that buffers would keep us waiting here
        vendor.goOn();
        assertThat(seen(lines, HesitantVendor.LAST)).isTrue();
        lines.forEachRemaining(line -> {});
    }

    @ParameterizedTest
    @EnumSource
    void servesTheDemo(ClientFormat format) throws Exception {
        HttpResponse<String> answer =
                http.send(format.request(server, key, "demo/echo", false), HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void findsAModelByItsEncodedName() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(server.uri("/v1/models/demo%2Fecho"))
                .header("Authorization", "Bearer " + key)
                .build();

        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("demo/echo");
    }

    @Test
    void takesALargeBodyAndRefusesOneOverTheLimit() throws Exception {
        assertThat(http.send(padded(12_000_000), HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(200);
        assertThat(http.send(padded(53_000_000), HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health/live", "/health/ready"})
    void tellsItsHealth(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(server.health(path)).build();

        assertThat(http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/metrics", "/openapi"})
    void showsItsMetricsAndItsInterface(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(server.uri(path)).build();

        assertThat(http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(200);
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void loadsAnExtensionBesideTheApplication() throws Exception {
        HttpResponse<String> set = manage(HttpRequest.newBuilder(server.uri("/api/settings/cache"))
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(
                        "{\"anyTemperature\":true,\"models\":{\"acme/s\":{\"semantic\":{\"enabled\":true}}}}")));
        assertThat(set.statusCode()).as(set.body()).isEqualTo(200);
        String stats = "";
        while (!stats.contains("\"state\":\"ready\"")) {
            stats = manage(HttpRequest.newBuilder(server.uri("/api/cache/stats")))
                    .body();
            assertThat(stats).doesNotContain("\"state\":\"failed\"");
        }
        assertThat(cacheHeader("How do I reset my password?")).isEqualTo("MISS");
        assertThat(cacheHeader("How can I reset my password?")).isEqualTo("SEMANTIC-HIT");
    }

    @Test
    void keepsItsDataOverARestart() throws Exception {
        HttpResponse<String> before = http.send(
                ClientFormat.OPENAI_CHAT.request(server, key, "acme/m", false), HttpResponse.BodyHandlers.ofString());
        String requestId = before.headers().firstValue("X-Request-Id").orElseThrow();

        server.stop();
        server.start();

        assertThat(http.send(
                                ClientFormat.ANTHROPIC.request(server, key, "acme/m", false),
                                HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(200);
        assertThat(manage(HttpRequest.newBuilder(server.uri("/api/usage/logs?limit=100")))
                        .body())
                .contains(requestId);
    }

    private String cacheHeader(String text) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.uri("/v1/chat/completions"))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + key)
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"model\":\"acme/s\",\"messages\":[{\"role\":\"user\",\"content\":\"" + text + "\"}]}"))
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.headers().firstValue("X-OmniRoute-Cache").orElse("");
    }

    private HttpRequest padded(int size) {
        String text = "a".repeat(size);
        return HttpRequest.newBuilder(server.uri("/v1/chat/completions"))
                // over HTTP/2 the JDK's client loses a refusal amid its upload: WildFly resets the stream, Payara
                // stalls it
                .version(HttpClient.Version.HTTP_1_1)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + key)
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"model\":\"acme/m\",\"messages\":[{\"role\":\"user\",\"content\":\"" + text + "\"}]}"))
                .build();
    }

    private static boolean seen(Iterator<String> lines, String word) {
        while (lines.hasNext()) {
            if (lines.next().contains(word)) {
                return true;
            }
        }
        return false;
    }

    private String create(String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = manage(HttpRequest.newBuilder(server.uri(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return answer.body();
    }

    private HttpResponse<String> manage(HttpRequest.Builder request) throws IOException, InterruptedException {
        String login =
                Base64.getEncoder().encodeToString(("admin:" + Installation.PASSWORD).getBytes(StandardCharsets.UTF_8));
        return http.send(
                request.header("Authorization", "Basic " + login)
                        .timeout(Duration.ofMinutes(1))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
