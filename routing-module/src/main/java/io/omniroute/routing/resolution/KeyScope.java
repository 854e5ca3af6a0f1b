package io.omniroute.routing.resolution;

import io.omniroute.provider.catalog.ProviderDescriptor;
import io.omniroute.routing.access.ApiKey;
import java.util.List;

/** What a key may call. Pure. */
public final class KeyScope {
    private KeyScope() {}

    /**
     * Whether the key may use this model: its provider is allowed, and a pattern fits {@code provider/model}, an alias of
     * the provider in its place, or the name that was asked for.
     */
    public static boolean allows(ApiKey key, ProviderDescriptor provider, String modelId, String requested) {
        if (!key.allowedProviders().isEmpty()
                && !key.allowedProviders().contains(provider.id().value())) {
            return false;
        }
        List<String> patterns = key.allowedModels();
        String canonical = provider.id().value() + "/" + modelId;
        return patterns.stream().anyMatch(pattern -> matches(pattern, canonical) || matches(pattern, requested));
    }

    /** {@code *} stands for any run of characters, slashes included. Linear in the name for each star. */
    static boolean matches(String pattern, String name) {
        int p = 0;
        int n = 0;
        int star = -1;
        int mark = 0;
        while (n < name.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                mark = n;
            } else if (p < pattern.length() && pattern.charAt(p) == name.charAt(n)) {
                p++;
                n++;
            } else if (star >= 0) {
                p = star + 1;
                n = ++mark;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }
}
