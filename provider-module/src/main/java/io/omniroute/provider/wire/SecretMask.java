package io.omniroute.provider.wire;

import java.util.regex.Pattern;

/** Hides what looks like a credential in a text that others will read: vendors like to quote the key they refuse. Pure. */
public final class SecretMask {
    private static final String HIDDEN = "***";
    private static final Pattern SECRETS = Pattern.compile(
            // keys with a vendor's prefix; some vendors star the middle themselves
            "\\b(?:sk|rk|pk|gsk|csk|xai|nvapi|pplx|hf|fw|tgp|r8|ghp|gho|ghu|ghs|github_pat)[-_][A-Za-z0-9_*.-]{6,}[A-Za-z0-9*]"
                    + "|\\bAIza[A-Za-z0-9_*-]{10,}"
                    + "|\\bya29\\.[A-Za-z0-9_.-]{6,}"
                    + "|\\beyJ[A-Za-z0-9_-]{8,}(?:\\.[A-Za-z0-9_-]+)*"
                    + "|(?<=\\b[Bb]earer )[A-Za-z0-9._~+/=-]{8,}"
                    // anything long that mixes letters and digits without a break
                    + "|(?<![A-Za-z0-9_-])(?=[A-Za-z_-]*+[0-9])(?=[0-9_-]*+[A-Za-z])[A-Za-z0-9_-]{40,}+");

    private SecretMask() {}

    public static String hide(String text) {
        return SECRETS.matcher(text).replaceAll(HIDDEN);
    }
}
