package io.omniroute.routing.usage;

/** Statuses from one to another, both included. */
public record StatusRange(int from, int to) {
    public static final StatusRange OK = new StatusRange(100, 399);
    public static final StatusRange ERROR = new StatusRange(400, 999);

    public StatusRange {
        if (from > to) {
            throw new IllegalArgumentException("a range must not be empty");
        }
    }

    public static StatusRange only(int status) {
        return new StatusRange(status, status);
    }
}
