package io.omniroute.extension.minilm;

import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.provider.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Cuts texts into the pieces that an uncased BERT knows: basic tokenization, then the longest piece first. Written here, for
 * the library that does it brings native code for a few platforms and fetches that of others when it runs. Immutable.
 *
 * @see <a href="https://github.com/google-research/bert/blob/master/tokenization.py">BasicTokenizer and WordpieceTokenizer</a>
 */
final class WordPieces {
    private static final int LONGEST_WORD = 100;
    private static final String WITHIN = "##";

    private final Map<String, Integer> vocabulary;
    private final int first;
    private final int last;
    private final int unknown;

    private WordPieces(Map<String, Integer> vocabulary) {
        this.vocabulary = vocabulary;
        this.first = vocabulary.get("[CLS]");
        this.last = vocabulary.get("[SEP]");
        this.unknown = vocabulary.get("[UNK]");
    }

    /** @param tokenizer in the format of Hugging Face's {@code tokenizer.json} */
    static WordPieces read(InputStream tokenizer) throws IOException {
        JsonNode entries = Json.MAPPER.readTree(tokenizer).path("model").path("vocab");
        Map<String, Integer> vocabulary = HashMap.newHashMap(entries.size());
        entries.properties()
                .forEach(
                        entry -> vocabulary.put(entry.getKey(), entry.getValue().intValue()));
        return new WordPieces(vocabulary);
    }

    int unknown() {
        return unknown;
    }

    /** Between the mark of the beginning and that of the end. What cannot be read is {@link #unknown}. */
    long[] cut(String text) {
        long[] pieces = new long[text.length() + 2];
        int count = 0;
        pieces[count++] = first;
        for (String word : words(text)) {
            int begin = count;
            int at = 0;
            while (at < word.length() && word.length() <= LONGEST_WORD) {
                int end = longest(word, at);
                if (end == at) {
                    break;
                }
                pieces[count++] = piece(word, at, end);
                at = end;
            }
            if (at < word.length()) {
                count = begin;
                pieces[count++] = unknown;
            }
        }
        pieces[count++] = last;
        return Arrays.copyOf(pieces, count);
    }

    private int longest(String word, int from) {
        for (int end = word.length(); end > from; end--) {
            if (piece(word, from, end) != unknown) {
                return end;
            }
        }
        return from;
    }

    private int piece(String word, int from, int to) {
        String piece = word.substring(from, to);
        return vocabulary.getOrDefault(from == 0 ? piece : WITHIN + piece, unknown);
    }

    private static List<String> words(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFD);
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        plain.codePoints().forEach(point -> {
            if (isBlank(point)) {
                end(word, words);
            } else if (standsAlone(point)) {
                end(word, words);
                words.add(Character.toString(point));
            } else if (!isDropped(point)) {
                word.appendCodePoint(point);
            }
        });
        end(word, words);
        return words;
    }

    private static void end(StringBuilder word, List<String> words) {
        if (!word.isEmpty()) {
            words.add(word.toString().toLowerCase(Locale.ROOT));
            word.setLength(0);
        }
    }

    private static boolean isBlank(int point) {
        return point == '\t' || point == '\n' || point == '\r' || Character.isSpaceChar(point);
    }

    /** Controls, and accents, which the normal form has parted from their letters. */
    private static boolean isDropped(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> true;
            case Character.NON_SPACING_MARK -> true;
            default -> point == 0xFFFD;
        };
    }

    private static boolean standsAlone(int point) {
        return isPunctuation(point) || Character.isIdeographic(point);
    }

    private static boolean isPunctuation(int point) {
        if (point < 128) {
            return point > ' ' && point < 127 && !Character.isLetterOrDigit(point); // $, + and ^ too
        }
        return switch (Character.getType(point)) {
            case Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION -> true;
            default -> false;
        };
    }
}
