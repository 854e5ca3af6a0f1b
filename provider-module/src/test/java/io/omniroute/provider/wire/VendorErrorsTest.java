package io.omniroute.provider.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.FailureKind;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VendorErrorsTest {
    @ParameterizedTest
    @CsvSource({
        "401, '', '', UPSTREAM_AUTH, 401",
        "403, '', '', UPSTREAM_AUTH, 403",
        "402, '', '', UPSTREAM_QUOTA, 402",
        "429, '', '', RATE_LIMITED, 429",
        "429, You exceeded your current quota, insufficient_quota, UPSTREAM_QUOTA, 429",
        "400, Your credit balance is too low to access the API, '', UPSTREAM_QUOTA, 400",
        "400, API key not valid. Please pass a valid API key., '', UPSTREAM_AUTH, 400",
        "400, nothing special, '', UPSTREAM_REJECTED, 400",
        "404, '', model_not_found, MODEL_NOT_FOUND, 404",
        "404, '', '', MODEL_NOT_FOUND, 404",
        "400, gone, model_decommissioned, MODEL_NOT_FOUND, 400",
        "408, '', '', UPSTREAM_TIMEOUT, 408",
        "504, '', '', UPSTREAM_TIMEOUT, 504",
        "413, '', '', UPSTREAM_REJECTED, 413",
        "500, '', '', UPSTREAM_ERROR, 500",
        "500, Overloaded, overloaded_error, OVERLOADED, 500",
        "503, '', '', OVERLOADED, 503",
        "529, '', '', OVERLOADED, 529",
        "302, '', '', UPSTREAM_ERROR, 502",
        "700, '', '', UPSTREAM_ERROR, 502"
    })
    void kindAndStatusFollowTheVendorsStatusAndWords(
            int status, String message, String code, FailureKind kind, int reported) {
        Failure failure = VendorErrors.of(
                status,
                ResponseHeaders.NONE,
                Optional.of(message),
                Optional.of(code).filter(c -> !c.isEmpty()));
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.status()).isEqualTo(reported);
        assertThat(failure.message()).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource({
        "Incorrect API key provided: sk-proj-abcdefghijklmnop1234. See docs, sk-proj-abcdefghijklmnop1234",
        "key AIzaSyA1234567890abcdefghijklmnopqrstuv bad, AIzaSyA1234567890abcdefghijklmnopqrstuv",
        "Authorization: Bearer abcdef.ghijkl-mnop refused, abcdef.ghijkl-mnop",
        "token 0123456789abcdef0123456789abcdef01234567 bad, 0123456789abcdef0123456789abcdef01234567",
        "jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc bad, eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc"
    })
    void masksCredentials(String message, String secret) {
        Failure failure = VendorErrors.of(401, ResponseHeaders.NONE, Optional.of(message), Optional.empty());
        assertThat(failure.message()).doesNotContain(secret).contains("***");
    }

    @Test
    void leavesOrdinaryWordsAlone() {
        String text =
                "Invalid 'messages[1].tool_calls': call_abc123 not answered; see max_completion_tokens_for_models";
        assertThat(VendorErrors.presentable(text)).isEqualTo(text);
    }

    @Test
    void cutsLongMessages() {
        assertThat(VendorErrors.presentable("x ".repeat(5_000))).hasSize(2_000);
    }

    @Test
    void pagesOfHtmlAreNoMessage() {
        assertThat(VendorErrors.plainText("<html>502</html>".getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
        assertThat(VendorErrors.plainText("upstream gone\n".getBytes(StandardCharsets.UTF_8)))
                .contains("upstream gone");
    }
}
