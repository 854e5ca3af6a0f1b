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
    private static final String[] NOT_ALLOWED = {"request not allowed"};
    private static final String[] MODEL = {"model", "engine"};

    private Classification() {}

    /** @param model as the vendor calls it: words that name it are about it alone */
    static Verdict of(Failure failure, String model) {
        Said said = Said.of(failure, model);
        return switch (failure.kind()) {
            case BAD_REQUEST, UNAUTHENTICATED, FORBIDDEN, NOT_FOUND, TOO_LARGE, LIMITED -> new Verdict.Silent();
            case UNAVAILABLE, CANCELLED, INTERNAL, PROXY_FAILED -> new Verdict.Silent();
            case UPSTREAM_REJECTED -> new Verdict.Fine();
            case MODEL_NOT_FOUND -> new Verdict.ModelIll(Reason.MODEL_MISSING);
            case UPSTREAM_AUTH -> refused(said);
            case UPSTREAM_QUOTA -> scoped(Reason.QUOTA_EXHAUSTED, said);
            case RATE_LIMITED -> scoped(said.any(QUOTA) ? Reason.QUOTA_EXHAUSTED : Reason.RATE_LIMITED, said);
            case OVERLOADED -> full(said);
            case UPSTREAM_ERROR, UPSTREAM_UNREACHABLE, UPSTREAM_TIMEOUT, UPSTREAM_GARBLED -> broken(said);
        };
    }

    private static Verdict refused(Said said) {
        if (said.any(CLOSED)) {
            return new Verdict.AccountIll(Reason.ACCOUNT_CLOSED);
        }
        if (said.any(WRONG_KEY)) {
            return new Verdict.AccountIll(Reason.KEY_INVALID);
        }
        if (said.any(NOT_ALLOWED)) {
            return new Verdict.AccountIll(Reason.NOT_ALLOWED);
        }
        if (said.any(RATE)) { // Google answers 403 rateLimitExceeded
            return scoped(Reason.RATE_LIMITED, said);
        }
        if (said.any(QUOTA)) {
            return scoped(Reason.QUOTA_EXHAUSTED, said);
        }
        if (said.namesModel()) {
            return new Verdict.ModelIll(Reason.MODEL_MISSING);
        }
        return new Verdict.AccountIll(Reason.CREDENTIAL_REFUSED);
    }

    private static Verdict broken(Said said) {
        if (said.any(RATE)) {
            return scoped(Reason.RATE_LIMITED, said);
        }
        return said.any(FULL) ? full(said) : new Verdict.AccountIll(Reason.SERVER_ERROR);
    }

    private static Verdict full(Said said) {
        boolean aboutModel = said.any(FULL) && said.any(MODEL);
        return aboutModel ? new Verdict.ModelIll(Reason.CAPACITY) : scoped(Reason.CAPACITY, said);
    }

    private static Verdict scoped(Reason reason, Said said) {
        return said.namesModel() ? new Verdict.ModelIll(reason) : new Verdict.AccountIll(reason);
    }

    /**
     * What the vendor said, in small letters. Callers choose the model's name and vendors repeat it, whole or in part, so what
     * the name contains is never taken for the vendor's own word.
     */
    private record Said(String words, String own, String model) {
        static Said of(Failure failure, String name) {
            String words = (failure.code().orElse("") + " " + failure.message()).toLowerCase(Locale.ROOT);
            String model = name.toLowerCase(Locale.ROOT);
            return new Said(words, model.length() > 2 ? words.replace(model, " ") : words, model);
        }

        boolean namesModel() {
            return model.length() > 2 && words.contains(model);
        }

        boolean any(String[] needles) {
            for (String needle : needles) {
                if (own.contains(needle) && !model.contains(needle)) {
                    return true;
                }
            }
            return false;
        }
    }
}
