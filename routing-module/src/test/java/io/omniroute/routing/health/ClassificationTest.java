package io.omniroute.routing.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.FailureKind;
import io.omniroute.provider.wire.ResponseHeaders;
import io.omniroute.provider.wire.VendorErrors;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ClassificationTest {
    private static final String MODEL = "gpt-4o";

    /** What the vendor sent, and who has to rest for which reason; FINE when nobody has to. */
    @ParameterizedTest
    @CsvSource({
        "400, invalid_request_error, bad temperature, FINE, ''",
        "400, '', the prompt is about capacity and rate limits, FINE, ''",
        "413, '', too large, FINE, ''",
        "422, '', unprocessable, FINE, ''",
        "401, '', nope, ACCOUNT, CREDENTIAL_REFUSED",
        "401, invalid_api_key, Incorrect API key provided, ACCOUNT, KEY_INVALID",
        "401, authentication_error, invalid x-api-key, ACCOUNT, KEY_INVALID",
        "400, '', API key not valid. Please pass a valid API key., ACCOUNT, KEY_INVALID",
        "401, account_deactivated, Your account has been deactivated, ACCOUNT, ACCOUNT_CLOSED",
        "403, '', This organization has been disabled., ACCOUNT, ACCOUNT_CLOSED",
        "403, '', Your account was banned, ACCOUNT, ACCOUNT_CLOSED",
        "403, forbidden, Request not allowed, ACCOUNT, NOT_ALLOWED",
        "403, '', No access to gpt-4o, MODEL, MODEL_MISSING",
        "403, rateLimitExceeded, Rate Limit Exceeded, ACCOUNT, RATE_LIMITED",
        "403, '', Quota exceeded for project, ACCOUNT, QUOTA_EXHAUSTED",
        "402, '', pay first, ACCOUNT, QUOTA_EXHAUSTED",
        "404, model_not_found, gone, MODEL, MODEL_MISSING",
        "404, '', '', MODEL, MODEL_MISSING",
        "429, '', '', ACCOUNT, RATE_LIMITED",
        "429, rate_limit_exceeded, Rate limit reached for gpt-4o in organization x, MODEL, RATE_LIMITED",
        "429, insufficient_quota, You exceeded your current quota, ACCOUNT, QUOTA_EXHAUSTED",
        "429, usage_limit_reached, The usage limit has been reached, ACCOUNT, QUOTA_EXHAUSTED",
        "500, '', boom, ACCOUNT, SERVER_ERROR",
        "500, '', Rate limit of the backend, ACCOUNT, RATE_LIMITED",
        "500, overloaded_error, Overloaded, ACCOUNT, CAPACITY",
        "529, overloaded_error, Overloaded, ACCOUNT, CAPACITY",
        "503, '', The model is overloaded. Please try again later., MODEL, CAPACITY",
        "503, '', The engine is at capacity, MODEL, CAPACITY",
        "503, '', down for maintenance, ACCOUNT, CAPACITY",
        "408, '', '', ACCOUNT, SERVER_ERROR",
        "502, '', bad gateway, ACCOUNT, SERVER_ERROR",
        "504, '', '', ACCOUNT, SERVER_ERROR",
    })
    void whatAVendorSaysDecidesWhoRests(int status, String code, String message, String who, String reason) {
        Failure failure = VendorErrors.of(
                status,
                ResponseHeaders.NONE,
                Optional.of(message),
                Optional.of(code).filter(word -> !word.isEmpty()));
        Verdict expected =
                switch (who) {
                    case "FINE" -> new Verdict.Fine();
                    case "MODEL" -> new Verdict.ModelIll(Reason.valueOf(reason));
                    default -> new Verdict.AccountIll(Reason.valueOf(reason));
                };
        assertThat(Classification.of(failure, MODEL)).isEqualTo(expected);
    }

    /** Callers choose the name, vendors repeat it. */
    @ParameterizedTest
    @CsvSource({
        "403, banned, Project does not have access to model `banned`, MODEL, MODEL_MISSING",
        "403, Acme/BANNED, No access to acme/banned., MODEL, MODEL_MISSING",
        "401, token_revoked, No access to token_revoked, MODEL, MODEL_MISSING",
        "401, invalid_api_key, No access to invalid_api_key, MODEL, MODEL_MISSING",
        "403, request not allowed, No access to request not allowed, MODEL, MODEL_MISSING",
        "403, billing, No access to billing, MODEL, MODEL_MISSING",
        "403, rate_limit, No access to rate_limit, MODEL, MODEL_MISSING",
        "403, acme/banned:free, No access to banned, ACCOUNT, CREDENTIAL_REFUSED",
        "403, billing, Your account has been disabled, ACCOUNT, ACCOUNT_CLOSED",
        "429, billing, Too many requests, ACCOUNT, RATE_LIMITED",
        "500, capacity-1, boom in capacity-1, ACCOUNT, SERVER_ERROR",
    })
    void theNameOfAModelIsNotTheVendorsWord(int status, String model, String message, String who, String reason) {
        Failure failure =
                VendorErrors.of(status, ResponseHeaders.NONE, Optional.of(message), Optional.of("model_access_denied"));
        Verdict expected = who.equals("MODEL")
                ? new Verdict.ModelIll(Reason.valueOf(reason))
                : new Verdict.AccountIll(Reason.valueOf(reason));
        assertThat(Classification.of(failure, model)).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(
            value = FailureKind.class,
            names = {
                "BAD_REQUEST",
                "UNAUTHENTICATED",
                "FORBIDDEN",
                "NOT_FOUND",
                "TOO_LARGE",
                "LIMITED",
                "UNAVAILABLE",
                "CANCELLED",
                "INTERNAL",
                "PROXY_FAILED"
            })
    void failuresOfTheGatewayAndOfProxiesSayNothing(FailureKind kind) {
        assertThat(Classification.of(Failure.of(kind, "rate limit, quota exceeded, banned"), MODEL))
                .isEqualTo(new Verdict.Silent());
    }

    @ParameterizedTest
    @EnumSource(
            value = FailureKind.class,
            names = {"UPSTREAM_UNREACHABLE", "UPSTREAM_TIMEOUT", "UPSTREAM_GARBLED", "UPSTREAM_ERROR"})
    void whateverBreaksOnTheWayIsAFaultOfTheVendor(FailureKind kind) {
        assertThat(Classification.of(Failure.of(kind, "it broke"), MODEL))
                .isEqualTo(new Verdict.AccountIll(Reason.SERVER_ERROR));
    }

    @Test
    void aModelWithATinyNameIsNotFoundInEveryWord() {
        Failure failure = Failure.of(FailureKind.RATE_LIMITED, "Too many requests");
        assertThat(Classification.of(failure, "o")).isEqualTo(new Verdict.AccountIll(Reason.RATE_LIMITED));
    }
}
