package io.omniroute.routing.cache.semantic;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.routing.cache.semantic.EmbedderState.Phase;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddingsTest {
    @TempDir
    private Path directory;

    private final Deque<Runnable> background = new ArrayDeque<>();
    private EmbedderExtension extension;
    private Embeddings embeddings;

    @BeforeEach
    void prepare() {
        FakeExtension.Working.opened = 0;
        FakeExtension.Working.closed = 0;
        FakeExtension.Working.gate = new CountDownLatch(0);
        FakeExtension.Working.entered = new CountDownLatch(1);
        extension = new EmbedderExtension(null, new ExtensionDirectory(directory), background::add);
        embeddings = new Embeddings(extension, 1);
    }

    @AfterEach
    void end() {
        embeddings.close();
        extension.close();
    }

    @Test
    void theFirstCallWakesTheExtensionAndDoesNotWaitForIt() throws Exception {
        FakeExtension.install(directory, FakeExtension.Working.class.getName());
        assertThat(embeddings.embed("abc")).isEmpty();
        assertThat(embeddings.embed("abc")).isEmpty();
        assertThat(extension.state().phase()).isEqualTo(Phase.LOADING);
        assertThat(background).hasSize(1);
        background.remove().run();
        assertThat(extension.state().phase()).isEqualTo(Phase.READY);
        assertThat(extension.state().model()).contains("length");
        assertThat(embeddings.embed("abc"))
                .hasValueSatisfying(vector -> assertThat(vector).containsExactly(3));
        assertThat(embeddings.skipped()).isEqualTo(2);
        extension.close();
        assertThat(embeddings.embed("abc")).isEmpty();
        assertThat(FakeExtension.Working.opened).isOne();
        assertThat(FakeExtension.Working.closed).isOne();
    }

    @Test
    void anExtensionMayBeAddedLater() throws Exception {
        assertThat(extension.isInstalled()).isFalse();
        load();
        assertThat(extension.state().phase()).isEqualTo(Phase.MISSING);
        assertThat(extension.state().reason())
                .hasValueSatisfying(text -> assertThat(text).contains(directory.toString()));
        extension.wake();
        assertThat(background).isEmpty();
        FakeExtension.install(directory, FakeExtension.Working.class.getName());
        assertThat(extension.isInstalled()).isTrue();
        load();
        assertThat(extension.state().phase()).isEqualTo(Phase.READY);
    }

    @Test
    void anExtensionThatCannotBeLoadedIsTriedOnce() throws Exception {
        FakeExtension.install(directory, FakeExtension.Broken.class.getName());
        load();
        assertThat(extension.state().phase()).isEqualTo(Phase.FAILED);
        assertThat(extension.state().reason())
                .hasValueSatisfying(text -> assertThat(text).contains("no library for this machine"));
        assertThat(embeddings.embed("abc")).isEmpty();
        assertThat(background).isEmpty();
    }

    @Test
    void aJarThatPromisesWhatItDoesNotHoldCountsAsNone() throws Exception {
        FakeExtension.install(directory, "com.example.Nothing");
        assertThat(extension.isInstalled()).isFalse();
        load();
        assertThat(extension.state().phase()).isEqualTo(Phase.FAILED);
    }

    @Test
    void whoWouldWaitForLongGoesOnWithout() throws Exception {
        FakeExtension.install(directory, FakeExtension.Working.class.getName());
        load();
        FakeExtension.Working.gate = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Optional<float[]>> first = threads.submit(() -> embeddings.embed("first"));
            FakeExtension.Working.entered.await();
            assertThat(embeddings.embed("second")).isEmpty();
            assertThat(embeddings.skipped()).isOne();
            assertThat(first.get()).isEmpty(); // its patience has an end, too
            FakeExtension.Working.gate.countDown();
        }
        assertThat(embeddings.skipped()).isEqualTo(2);
    }

    @Test
    void aFailureCostsOneCallItsVectorAndNobodyTheirPlace() throws Exception {
        FakeExtension.install(directory, FakeExtension.Working.class.getName());
        load();
        assertThat(embeddings.embed("fail")).isEmpty();
        assertThat(embeddings.embed("")).isEmpty();
        assertThat(embeddings.embed("abc")).isPresent();
        assertThat(embeddings.skipped()).isOne();
    }

    private void load() {
        extension.wake();
        background.remove().run();
    }
}
