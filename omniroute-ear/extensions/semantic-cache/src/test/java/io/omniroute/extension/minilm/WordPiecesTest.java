package io.omniroute.extension.minilm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The numbers are those that Hugging Face's tokenizers (by DJL 0.30.0) give for this vocabulary. */
class WordPiecesTest {
    private static WordPieces pieces;

    @BeforeAll
    static void read() throws IOException {
        try (InputStream in = WordPiecesTest.class.getResourceAsStream("/all-minilm-l6-v2-q-tokenizer.json")) {
            pieces = WordPieces.read(in);
        }
    }

    static Stream<Arguments> texts() {
        return Stream.of(
                Arguments.of("How do I reset my password?", "2129 2079 1045 25141 2026 20786 1029"),
                Arguments.of("Photosynthesis, un-believable!", "7760 6038 25078 1010 4895 1011 19337 2666 12423 999"),
                Arguments.of("don't can't I'm", "2123 1005 1056 2064 1005 1056 1045 1005 1049"),
                Arguments.of("naïve café Über Ängström ÀÉÎ", "15743 7668 19169 17076 15687 29347 2072"),
                Arguments.of(
                        "C++ $5.00 a_b x=1 50% `code`",
                        "1039 1009 1009 1002 1019 1012 4002 1037 1035 1038 1060 1027 1015 2753 1003 1036 3642 1036"),
                Arguments.of("tab\tnew\nline\u00a0nbsp\u2003em", "21628 2047 2240 1050 5910 2361 7861"),
                Arguments.of("日本 hello 中文", "1864 1876 7592 1746 1861"),
                Arguments.of("ﬁne ①", "1984 2638 100"),
                Arguments.of("control\u0000\u0007 \u200bzero\u00adsoft", "2491 5717 6499 6199"),
                Arguments.of("“quoted” – dash … €", "1523 9339 1524 1516 11454 1529 1574"),
                Arguments.of(
                        "supercalifragilisticexpialidocious",
                        "3565 9289 10128 29181 24411 4588 10288 19312 21273 10085 6313"),
                Arguments.of("x".repeat(101), "100"),
                Arguments.of("\ud83d\ude00 smile", "100 2868"),
                Arguments.of("İstanbul STRASSE ß", "9960 2358 8180 3366 1096"),
                Arguments.of("Ǆ Ⅷ ²", "100 100 1082"),
                Arguments.of(" ", ""));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void cutsAsTheModelWasTaught(String text, String expected) {
        assertThat(Arrays.stream(pieces.cut(text)).mapToObj(Long::toString).collect(Collectors.joining(" ")))
                .isEqualTo(("101 " + expected + " 102").replace("  ", " "));
    }

    @Test
    void knowsWhatItCannotRead() {
        assertThat(pieces.unknown()).isEqualTo(100);
    }
}
