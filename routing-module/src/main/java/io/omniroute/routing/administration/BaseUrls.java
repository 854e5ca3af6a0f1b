package io.omniroute.routing.administration;

import io.omniroute.routing.json.Body;
import io.omniroute.routing.json.Refusal;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads base URLs, fills their placeholders and holds them to the address rules. */
@Dependent
public class BaseUrls {
    private static final int MAX_LENGTH = 2000;
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z0-9_]+)}");

    /** What may stand for a placeholder: it becomes part of a host name or path and must not change either's bounds. */
    private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,199}");

    private final AddressRule rule;

    @Inject
    public BaseUrls(AddressRule rule) {
        this.rule = rule;
    }

    /** The names in braces, in order. */
    public static List<String> placeholders(String url) {
        List<String> names = new ArrayList<>();
        Matcher matcher = PLACEHOLDER.matcher(url);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }

    /** The URL with every placeholder replaced that has a value. */
    public static String fill(String url, Map<String, String> values) {
        return PLACEHOLDER
                .matcher(url)
                .replaceAll(match -> Matcher.quoteReplacement(values.getOrDefault(match.group(1), match.group())));
    }

    /** The member as a URL without a trailing slash. @throws Refusal 422 */
    public Optional<String> read(Body body, String field, boolean allowPrivateNetwork) {
        return body.line(field, MAX_LENGTH).map(text -> {
            String url = withoutTrailingSlash(text);
            objection(url, allowPrivateNetwork).ifPresent(reason -> {
                throw body.invalid(field, reason);
            });
            return url;
        });
    }

    /** @throws Refusal 422 naming the parameter that is missing or unfit */
    public String filled(Body body, String url, Map<String, String> parameters, boolean allowPrivateNetwork) {
        for (String name : placeholders(url)) {
            String value = parameters.get(name);
            if (value == null) {
                throw body.invalid("parameters." + name, "The provider's base URL needs the parameter '" + name + "'.");
            }
            if (!VALUE.matcher(value).matches()) {
                throw body.invalid(
                        "parameters." + name, "'" + name + "' may hold letters, digits, '.', '_' and '-' only.");
            }
        }
        String filled = fill(url, parameters);
        objection(filled, allowPrivateNetwork).ifPresent(reason -> {
            throw body.invalid(parameters.isEmpty() ? "provider" : "parameters", reason);
        });
        return filled;
    }

    private Optional<String> objection(String url, boolean allowPrivateNetwork) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            return Optional.of("The base URL is not a valid URL.");
        }
        if (!"http".equalsIgnoreCase(uri.getScheme()) && !"https".equalsIgnoreCase(uri.getScheme())) {
            return Optional.of("The base URL must begin with http:// or https://.");
        }
        if (uri.getHost() == null || uri.getPort() > 65_535 || uri.getPort() == 0) {
            return Optional.of("The base URL must name a host and, if any, a valid port.");
        }
        if (uri.getRawUserInfo() != null) {
            return Optional.of("The base URL must not hold a user name or password.");
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            return Optional.of("The base URL must not hold a query or a fragment.");
        }
        return rule.objection(url, allowPrivateNetwork);
    }

    private static String withoutTrailingSlash(String url) {
        return url.endsWith("/") ? withoutTrailingSlash(url.substring(0, url.length() - 1)) : url;
    }
}
