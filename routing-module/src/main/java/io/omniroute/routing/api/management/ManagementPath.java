package io.omniroute.routing.api.management;

import jakarta.ws.rs.core.UriInfo;

/** Tells the management API from the rest of the application. */
final class ManagementPath {
    private ManagementPath() {}

    static boolean matches(UriInfo uri) {
        String path = text(uri);
        return path.equals("api") || path.startsWith("api/");
    }

    /** Decoded, without a leading slash. */
    static String text(UriInfo uri) {
        String path = uri.getPath();
        int start = 0;
        while (start < path.length() && path.charAt(start) == '/') {
            start++;
        }
        return path.substring(start);
    }
}
