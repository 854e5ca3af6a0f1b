package io.omniroute.it.conversation;

import java.util.List;

/**
 * What a vendor's model answers.
 *
 * @param thinking empty for none
 * @param signature the vendor's proof of its thinking, empty for none
 */
public record Reply(String thinking, String signature, String text, List<Call> calls, Ending ending, Tokens tokens) {
    private static final Tokens SOME = new Tokens(21, 0, 9, 0);

    public Reply {
        calls = List.copyOf(calls);
    }

    public static Reply text(String text) {
        return new Reply("", "", text, List.of(), Ending.STOP, SOME);
    }

    public static Reply calling(String text, Call... calls) {
        return new Reply("", "", text, List.of(calls), Ending.TOOLS, SOME);
    }

    public Reply thinking(String thought, String proof) {
        return new Reply(thought, proof, text, calls, ending, tokens);
    }

    public Reply ending(Ending other) {
        return new Reply(thinking, signature, text, calls, other, tokens);
    }

    public Reply tokens(Tokens counted) {
        return new Reply(thinking, signature, text, calls, ending, counted);
    }

    /** The text in pieces as a vendor streams it: never inside a surrogate pair, the last may be short. */
    public static List<String> pieces(String text) {
        int step = 4;
        int[] points = text.codePoints().toArray();
        List<String> pieces = new java.util.ArrayList<>();
        for (int from = 0; from < points.length; from += step) {
            pieces.add(new String(points, from, Math.min(step, points.length - from)));
        }
        return pieces;
    }
}
