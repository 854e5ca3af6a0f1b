package io.omniroute.it.vendor;

/** RFC 2397. */
final class DataUrl {
    private DataUrl() {}

    /** The base64 behind a data URL of that type. */
    static String content(String url, String mediaType) {
        String head = "data:" + mediaType + ";base64,";
        Refusal.unless(
                url.startsWith(head), "not a " + mediaType + ": " + url.substring(0, Math.min(40, url.length())));
        return url.substring(head.length());
    }
}
