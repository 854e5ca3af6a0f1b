package io.omniroute.routing.health;

import io.omniroute.provider.chat.Failure;
import java.util.Locale;

/** Reads failures: the kind first, then the vendor's words where vendors are known to say more than their status. Pure. */
final class Classification {
    private static final String[] CLOSED = {
        "banned",
        "been suspended",
        "account suspended",
        "been terminated",
        "been deactivated",
        "account_deactivated",
        "deactivated_workspace",
        "organization has been disabled",
        "account has been disabled",
        "account is disabled",
        "key has been revoked",
        "key was revoked",
        "token has been revoked",
        "token_revoked",
        "refresh_token_reused",
        "invalid_grant"
    };
    private static final String[] WRONG_KEY = {
        "invalid_api_key",
        "api_key_invalid",
        "invalid api key",
        "incorrect api key",
        "api key not valid",
        "invalid x-api-key",
        "invalid authentication",
        "api key expired",
        "api key is disabled"
    };
    private static final String[] RATE = {"rate limit", "rate_limit", "ratelimit", "too many requests"};
    private static final String[] QUOTA = {
        "quota exceeded",
        "quota_exceeded",
        "exceeded your current quota",
        "insufficient_quota",
        "quota depleted",
        "usage limit",
        "usage_limit",
        "billing",
        "credit balance"
    };
    private static final String[] FULL = {"capacity", "overloaded"};

    private Classification() {}

    /** @param model as the vendor calls it: words that name it are about it alone */
    static Verdict of(Failure failure, String model) {
        String words = (failure.code().orElse("") + " " + failure.message()).toLowerCase(Locale.ROOT);
        return switch (failure.kind()) {
            case BAD_REQUEST, UNAUTHENTICATED, FORBIDDEN, NOT_FOUND, TOO_LARGE, LIMITED -> new Verdict.Silent();
            case UNAVAILABLE, CANCELLED, INTERNAL, PROXY_FAILED -> new Verdict.Silent();
            case UPSTREAM_REJECTED -> new Verdict.Fine();
            case MODEL_NOT_FOUND -> new Verdict.ModelIll(Reason.MODEL_MISSING);
            case UPSTREAM_AUTH -> refused(words, model);
            case UPSTREAM_QUOTA -> scoped(Reason.QUOTA_EXHAUSTED, words, model);
            case RATE_LIMITED ->
                scoped(says(words, QUOTA) ? Reason.QUOTA_EXHAUSTED : Reason.RATE_LIMITED, words, model);
            case OVERLOADED -> full(words, model);
            case UPSTREAM_ERROR, UPSTREAM_UNREACHABLE, UPSTREAM_TIMEOUT, UPSTREAM_GARBLED -> broken(words, model);
        };
    }

    private static Verdict refused(String words, String model) {
        if (says(words, CLOSED)) {
            return new Verdict.AccountIll(Reason.ACCOUNT_CLOSED);
        }
        if (says(words, WRONG_KEY)) {
            return new Verdict.AccountIll(Reason.KEY_INVALID);
        }
        if (words.contains("request not allowed")) {
            return new Verdict.AccountIll(Reason.NOT_ALLOWED);
        }
        if (says(words, RATE)) { // Google answers 403 rateLimitExceeded
            return scoped(Reason.RATE_LIMITED, words, model);
        }
        if (says(words, QUOTA)) {
            return scoped(Reason.QUOTA_EXHAUSTED, words, model);
        }
        if (names(words, model)) {
            return new Verdict.ModelIll(Reason.MODEL_MISSING);
        }
        return new Verdict.AccountIll(Reason.CREDENTIAL_REFUSED);
    }

    private static Verdict broken(String words, String model) {
        if (says(words, RATE)) {
            return scoped(Reason.RATE_LIMITED, words, model);
        }
        return says(words, FULL) ? full(words, model) : new Verdict.AccountIll(Reason.SERVER_ERROR);
    }

    private static Verdict full(String words, String model) {
        boolean aboutModel = says(words, FULL) && (words.contains("model") || words.contains("engine"));
        return aboutModel ? new Verdict.ModelIll(Reason.CAPACITY) : scoped(Reason.CAPACITY, words, model);
    }

    private static Verdict scoped(Reason reason, String words, String model) {
        return names(words, model) ? new Verdict.ModelIll(reason) : new Verdict.AccountIll(reason);
    }

    private static boolean names(String words, String model) {
        return model.length() > 2 && words.contains(model.toLowerCase(Locale.ROOT));
    }

    private static boolean says(String words, String[] needles) {
        for (String needle : needles) {
            if (words.contains(needle)) {
                return true;
            }
        }
        return false;
    }
}
