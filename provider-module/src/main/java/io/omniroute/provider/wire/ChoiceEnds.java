package io.omniroute.provider.wire;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;

/**
 * Which choices (candidates) of a streamed reply have begun, and which of them have said why they ended. Reads raw chunks in
 * one pass and builds nothing. Confined to one thread.
 */
public final class ChoiceEnds {
    /** Choices behind this one share its place; no vendor gives as many. */
    private static final int LAST = 255;

    private static final byte[] INDEX = ascii("index");
    /** Gemini's word for none. */
    private static final byte[] UNSPECIFIED = ascii("FINISH_REASON_UNSPECIFIED");

    private final byte[] list;
    private final byte[] reason;
    private final BitSet begun = new BitSet();
    private final BitSet ended = new BitSet();
    private final JsonCursor cursor = new JsonCursor();

    /** @param list the member of a chunk that holds the choices @param reason the member of a choice that ends it */
    public ChoiceEnds(String list, String reason) {
        this.list = ascii(list);
        this.reason = ascii(reason);
    }

    /** There was a choice, and every one that was seen has ended. */
    public boolean complete() {
        return !begun.isEmpty() && begun.equals(ended);
    }

    /** A chunk of this choice, of which nothing else needs to be known, has passed. */
    public void saw(int index) {
        begun.set(Math.min(index, LAST));
    }

    /** Reads a chunk, or an array of chunks. Of broken JSON only the choices in front of the break count. */
    public void read(byte[] json, int from, int to) {
        cursor.start(json, from, to);
        if (!cursor.open('[')) {
            readChunk();
            return;
        }
        while (cursor.nextElement()) {
            readChunk();
        }
    }

    private void readChunk() {
        if (!cursor.open('{')) {
            cursor.skipValue();
            return;
        }
        while (cursor.nextMember()) {
            if (cursor.isName(list) && cursor.open('[')) {
                for (int position = 0; cursor.nextElement(); position++) {
                    readChoice(position);
                }
            } else {
                cursor.skipValue();
            }
        }
    }

    /** @param position counts where a choice has no index, as in the readers of whole answers */
    private void readChoice(int position) {
        if (!cursor.open('{')) {
            cursor.skipValue();
            return;
        }
        int index = position;
        boolean hasReason = false;
        while (cursor.nextMember()) {
            if (cursor.isName(INDEX)) {
                index = cursor.number(position);
            } else if (cursor.isName(reason)) {
                hasReason = cursor.isWord() && !cursor.isWord(UNSPECIFIED);
            }
            cursor.skipValue();
        }
        if (cursor.broken()) {
            return;
        }
        saw(index);
        if (hasReason) {
            ended.set(Math.min(index, LAST));
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
