package io.omniroute.routing.fakes;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;

/** A servlet request without a body, of which only its head can be asked. */
public final class FakeRequest {
    private FakeRequest() {}

    /** @param headers by their names in lower case */
    public static HttpServletRequest of(String method, String uri, String query, Map<String, String> headers) {
        return (HttpServletRequest) Proxy.newProxyInstance(
                FakeRequest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, called, arguments) -> switch (called.getName()) {
                    case "getMethod" -> method;
                    case "getRequestURI" -> uri;
                    case "getQueryString" -> query;
                    case "getRemoteAddr" -> "127.0.0.1";
                    case "getHeaderNames" -> Collections.enumeration(headers.keySet());
                    case "getHeader" -> headers.get(arguments[0].toString().toLowerCase(Locale.ROOT));
                    default -> throw new UnsupportedOperationException(called.getName());
                });
    }
}
