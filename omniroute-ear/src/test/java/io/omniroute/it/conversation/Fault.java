package io.omniroute.it.conversation;

/** An error as a client's SDK reports it. */
public final class Fault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String type;
    private final String textBefore;

    /**
     * @param status 200 or 0 when it came inside a stream and the SDK gives none
     * @param type the format's word for the kind of error
     * @param textBefore what had been streamed
     */
    public Fault(int status, String type, String message, String textBefore, Throwable cause) {
        super(message, cause);
        this.status = status;
        this.type = type;
        this.textBefore = textBefore;
    }

    public int status() {
        return status;
    }

    public String type() {
        return type;
    }

    public String textBefore() {
        return textBefore;
    }
}
