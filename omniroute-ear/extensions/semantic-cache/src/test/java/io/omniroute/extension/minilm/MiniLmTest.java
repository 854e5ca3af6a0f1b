package io.omniroute.extension.minilm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.omniroute.routing.cache.SemanticRule;
import io.omniroute.routing.cache.semantic.Embedder;
import io.omniroute.routing.cache.semantic.EmbedderFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The real model. */
class MiniLmTest {
    private static final double USUAL = SemanticRule.OFF.threshold();

    private static Embedder model;

    @BeforeAll
    static void open() throws IOException {
        EmbedderFactory factory =
                ServiceLoader.load(EmbedderFactory.class).findFirst().orElseThrow();
        assertThat(factory.model()).startsWith("all-MiniLM-L6-v2");
        model = factory.open();
    }

    @AfterAll
    static void close() {
        model.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "How do I reset my password? | How can I reset my password?",
                "How do I reset my password? | What is the way to reset my password?",
                "What is the capital of France? | What's the capital of France?",
                "Explain how photosynthesis works. | Can you explain how photosynthesis works?",
                "How do I cancel my subscription? | I want to cancel my subscription"
            })
    void theSameInOtherWordsIsNear(String one, String other) {
        assertThat(cosine(one, other)).isGreaterThan(USUAL);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "How do I reset my password? | How do I bake bread?",
                "What is the capital of France? | What is the capital of Spain?",
                "Write a short poem about cats. | Write a short poem about dogs.",
                "What is the boiling point of ethanol? | What is the boiling point of methanol?",
                "How do I open a port in the firewall? | How do I close a port in the firewall?"
            })
    void anotherQuestionIsNot(String one, String other) {
        assertThat(cosine(one, other)).isLessThan(USUAL - 0.05);
    }

    /** Why the gateway looks at the words too. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "How do I convert miles to kilometers? | How do I convert kilometers to miles?",
                "Is it safe to take ibuprofen with alcohol? | Is it unsafe to take ibuprofen with alcohol?",
                "Did the dog bite the man? | Did the man bite the dog?"
            })
    void nearnessAloneWouldMixThemUp(String one, String other) {
        assertThat(cosine(one, other)).isGreaterThan(USUAL);
    }

    @Test
    void vectorsAreOfLengthOneAndAlwaysTheSame() {
        float[] vector = model.embed("How do I reset my password?").orElseThrow();
        assertThat(vector).hasSize(384);
        assertThat(dot(vector, vector)).isEqualTo(1, within(1e-5));
        assertThat(model.embed("How do I reset my password?").orElseThrow()).containsExactly(vector);
    }

    @Test
    void whatIsTooLongOrCannotBeReadHasNoVector() {
        assertThat(model.embed("word ".repeat(126))).isPresent();
        assertThat(model.embed("word ".repeat(127))).isEmpty();
        assertThat(model.embed("what does \ud83d\ude00 mean")).isEmpty();
    }

    @Test
    void manyMayAskAtOnce() throws Exception {
        List<Future<float[]>> vectors = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 64; i++) {
                String text = "What is item number " + i % 4 + " of the list?";
                vectors.add(threads.submit(() -> model.embed(text).orElseThrow()));
            }
        }
        for (int i = 4; i < vectors.size(); i++) {
            assertThat(vectors.get(i).get()).containsExactly(vectors.get(i % 4).get());
        }
    }

    @Test
    void afterTheEndThereAreNoVectors() throws IOException {
        Embedder brief = new MiniLmFactory().open();
        assertThat(brief.embed("one two three")).isPresent();
        brief.close();
        brief.close();
        assertThat(brief.embed("one two three")).isEmpty();
    }

    private static double cosine(String one, String other) {
        return dot(
                model.embed(one.strip()).orElseThrow(),
                model.embed(other.strip()).orElseThrow());
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
