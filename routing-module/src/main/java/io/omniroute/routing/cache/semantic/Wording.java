package io.omniroute.routing.cache.semantic;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How a question is worded. Vectors of questions are near when their subjects are; what turns a question into another one moves
 * them little. So that is taken down here, and must be equal.
 *
 * @param marks what stands out, in its order: words with digits or signs in them, quotations, code, names, negations, numbers
 *     in words, words that have an opposite
 * @param words hashes of the words that carry meaning, in their order
 */
record Wording(List<String> marks, int[] words) {
    /** One word more or less says too little of fewer. */
    static final int FEWEST_WORDS = 3;

    /** In longer texts one word that changes everything moves the vector too little. */
    static final int MOST_WORDS = 48;

    static final int MOST_CHARACTERS = 600;

    private static final String OPENING = "([{¿¡<'‘\"";
    private static final String CLOSING = ".,!?;:…)]}>'’";

    /** Empty when the text is too short or too long, or in a script that the model does not read. */
    static Optional<Wording> of(String text) {
        if (text.length() > MOST_CHARACTERS || !isLatin(text)) {
            return Optional.empty();
        }
        Reader reader = new Reader(text);
        reader.read();
        return reader.count >= FEWEST_WORDS && reader.count <= MOST_WORDS
                ? Optional.of(new Wording(
                        List.copyOf(reader.marks),
                        reader.words.stream().mapToInt(String::hashCode).toArray()))
                : Optional.empty();
    }

    private static boolean isLatin(String text) {
        return text.codePoints()
                .filter(Character::isLetter)
                .allMatch(point -> Character.UnicodeScript.of(point) == Character.UnicodeScript.LATIN);
    }

    /** Goes through a text once. */
    private static final class Reader {
        private final String text;
        private final List<String> marks = new ArrayList<>();
        private final List<String> words = new ArrayList<>();
        private int count;
        private int at;
        private boolean sentenceBegins = true;

        Reader(String text) {
            this.text = text;
        }

        void read() {
            while (at < text.length()) {
                char c = text.charAt(at);
                if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                    sentenceBegins |= c == '\n';
                    at++;
                } else if (!quotation()) {
                    word();
                }
            }
        }

        /** Takes what stands between quotation marks or is code; false when nothing of the kind begins here. */
        private boolean quotation() {
            String open = text.startsWith("```", at) ? "```" : text.substring(at, at + 1);
            String close = Words.CLOSING_QUOTES.get(open);
            int end = close == null ? -1 : text.indexOf(close, at + open.length());
            if (end < 0) {
                return false;
            }
            mark("\"" + text.substring(at + open.length(), end));
            count++;
            at = end + close.length();
            sentenceBegins = false;
            return true;
        }

        private void word() {
            int from = at++;
            while (at < text.length()
                    && !Character.isWhitespace(text.charAt(at))
                    && !Character.isSpaceChar(text.charAt(at))
                    && !Words.CLOSING_QUOTES.containsKey(text.substring(at, at + 1))) {
                at++;
            }
            String bare = trimmed(text.substring(from, at));
            if (!bare.isEmpty()) {
                count++;
                take(bare.replace('’', '\''), sentenceBegins);
            }
            sentenceBegins = bare.isEmpty() ? sentenceBegins : ".!?:".indexOf(text.charAt(at - 1)) >= 0;
        }

        private void take(String word, boolean first) {
            String lower = word.toLowerCase(Locale.ROOT);
            if (!isPlain(word) || hasInnerCapital(word)) {
                mark(word);
            } else if (Words.isNegation(lower)) {
                mark("not");
            } else if (Words.turnsMeaning(lower)
                    || !first && Character.isUpperCase(word.charAt(0)) && !Words.isI(lower)) {
                mark(lower);
            }
            if (!Words.isFunction(lower)) {
                words.add(Words.singular(lower));
            }
        }

        private void mark(String mark) {
            marks.add(mark);
        }

        private static String trimmed(String word) {
            int from = 0;
            int to = word.length();
            while (from < to && OPENING.indexOf(word.charAt(from)) >= 0) {
                from++;
            }
            while (to > from && CLOSING.indexOf(word.charAt(to - 1)) >= 0) {
                to--;
            }
            return word.substring(from, to);
        }

        /** Of letters, with hyphens and apostrophes between them. */
        private static boolean isPlain(String word) {
            for (int i = 0; i < word.length(); i++) {
                char c = word.charAt(i);
                boolean joins = (c == '-' || c == '\'') && i > 0 && i < word.length() - 1;
                if (!Character.isLetter(c) && !joins) {
                    return false;
                }
            }
            return true;
        }

        private static boolean hasInnerCapital(String word) {
            return word.chars().skip(1).anyMatch(Character::isUpperCase);
        }
    }
}
