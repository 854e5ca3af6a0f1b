package io.omniroute.routing.cache.semantic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordingTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "How do I reset my password? | What is the way to reset my password?",
                "How do I cancel my subscription? | I want to cancel my subscription",
                "What is the capital of France? | Tell me: what's the capital of France",
                "Explain how photosynthesis works. | Can you explain how photosynthesis works?",
                "Write a short poem about the sea. | Please write a short poem about the ocean!",
                "Which planets don't have moons? | Which planets do not have moons?",
                "Set \"dark\" as the theme | Could you set \"dark\" as the theme?"
            })
    void otherWordsForTheSameHaveTheSameMarks(String one, String other) {
        assertThat(compatible(one, other)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "What happened in 1989? | What happened in 1998?",
                "What was on May 3 in Rome | What was on May 4 in Rome",
                "What is 5 % of 200? | What is 5 of 200?",
                "Compute x + y for me | Compute x - y for me",
                "Is version 1.2.3 affected? | Is version 1.2.4 affected?",
                "Which animals can fly? | Which animals cannot fly?",
                "Which animals can fly? | Which animals can't fly?",
                "Welche Tiere können fliegen? | Welche Tiere können nicht fliegen?",
                "Is it safe to eat? | Is it unsafe to eat?",
                "Is this wine alcoholic? | Is this wine non-alcoholic?",
                "How do I enable dark mode? | How do I disable dark mode?",
                "Sort it in ascending order | Sort it in descending order",
                "List the pros of remote work | List the cons of remote work",
                "How do I encode a string? | How do I decode a string?",
                "What is the capital of France? | What is the capital of Spain?",
                "Sort a list in Python please | Sort a list in Java please",
                "Set \"dark\" as the theme | Set \"light\" as the theme",
                "What does `map` do here? | What does `flatMap` do here?",
                "Explain this: ```a = 1``` to me | Explain this: ```a = 2``` to me",
                "What does user_name hold here | What does user_id hold here",
                "What does userName hold here | What does userId hold here",
                "Who owns https://a.example/x now | Who owns https://a.example/y now",
                "Write to ann@a.example today | Write to bob@a.example today",
                "How do I learn C++ fast | How do I learn C# fast",
                "Symptoms of type one diabetes | Symptoms of type two diabetes",
                "Give me twenty-one ideas please | Give me twenty-two ideas please",
                "How long to boil a soft egg? | How long to boil a hard egg?",
                "Who was president before Lincoln? | Who was president after Lincoln?",
                "When was the bridge built? | Where was the bridge built?",
                "Translate from English to German: hi | Translate from German to English: hi",
                "Is 5 greater than 3 here? | Is 3 greater than 5 here?",
                "How do I convert miles to kilometers? | How can I convert kilometers to miles?",
                "Did the dog bite the man? | Did the man bite the dog?",
                "Should the cat chase the mouse? | Should the mouse chase the cat?"
            })
    void whatTurnsTheMeaningIsSeen(String one, String other) {
        assertThat(compatible(one, other)).isFalse();
        assertThat(compatible(one, one)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yes",
                "go on",
                "   \n ",
                "什么是法国的首都?",
                "Какая столица Франции сегодня",
                "How do you say кошка in English?"
            })
    void tooShortOrInAnotherScriptIsNotCompared(String text) {
        assertThat(Wording.of(text)).isEmpty();
    }

    @Test
    void longTextsAreNotCompared() {
        assertThat(Wording.of("word ".repeat(Wording.MOST_WORDS))).isPresent();
        assertThat(Wording.of("word ".repeat(Wording.MOST_WORDS + 1))).isEmpty();
        assertThat(Wording.of("a b c" + " ".repeat(Wording.MOST_CHARACTERS))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\" ` “ « ```",
                "a \" b ' c ``` d",
                "'quoted' (words) [here] {too}",
                "x\u00a0y\u2003z \ud83d\ude00 \ud83d",
                "... !!! ??? ,,, a b c",
                "''' \"\"\" ``` ``` ` `"
            })
    void oddTextsAreReadTheSameEachTime(String text) {
        assertThat(Wording.of(text).map(Wording::marks))
                .isEqualTo(Wording.of(text).map(Wording::marks));
    }

    private static boolean compatible(String one, String other) {
        Wording a = Wording.of(one).orElseThrow();
        Wording b = Wording.of(other).orElseThrow();
        float[] vector = {1};
        return a.marks().equals(b.marks())
                && new Embedded("p", a.words(), vector).hasOrderOf(new Embedded("p", b.words(), vector));
    }
}
