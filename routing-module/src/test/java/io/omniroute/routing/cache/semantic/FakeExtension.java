package io.omniroute.routing.cache.semantic;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Extensions as they lie in a directory. Their classes are ours, for the parent of their class loader has them. */
final class FakeExtension {
    private FakeExtension() {}

    static Path install(Path directory, String factory) throws IOException {
        Path jar = Files.createDirectories(directory).resolve("extension.jar");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            zip.putNextEntry(new ZipEntry("META-INF/services/" + EmbedderFactory.class.getName()));
            zip.write(factory.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            zip.closeEntry();
        }
        return jar;
    }

    /** Whose vectors say how long a text is. */
    public static final class Working implements EmbedderFactory {
        static int opened;
        static int closed;
        static volatile CountDownLatch gate = new CountDownLatch(0);
        static volatile CountDownLatch entered = new CountDownLatch(1);

        @Override
        public String model() {
            return "length";
        }

        @Override
        public Embedder open() {
            opened++;
            return new Embedder() {
                @Override
                public Optional<float[]> embed(String text) {
                    entered.countDown();
                    await();
                    if (text.equals("fail")) {
                        throw new IllegalStateException("as told");
                    }
                    return text.isEmpty() ? Optional.empty() : Optional.of(new float[] {text.length()});
                }

                @Override
                public void close() {
                    closed++;
                }
            };
        }

        private static void await() {
            try {
                gate.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** For another machine. */
    public static final class Broken implements EmbedderFactory {
        @Override
        public String model() {
            return "none";
        }

        @Override
        public Embedder open() throws IOException {
            throw new IOException("no library for this machine");
        }
    }
}
