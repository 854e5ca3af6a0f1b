package io.omniroute.routing.cache.semantic;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/**
 * Jars that an operator added to this installation. They run with all the rights of the gateway, so the directory must belong
 * to who runs it, as the data directory does.
 */
record ExtensionDirectory(Path path) {
    /** @param loader to be closed when the extension is no longer used */
    record Found(EmbedderFactory factory, URLClassLoader loader) {}

    /**
     * The first that makes vectors. The class loader of the application is the parent of theirs: they see our ports, and what
     * they bring stays among them.
     *
     * @throws UncheckedIOException when the directory cannot be read
     * @throws ServiceConfigurationError when a jar promises a class that it does not hold
     */
    Optional<Found> findEmbedder() {
        URL[] jars = jars();
        if (jars.length == 0) {
            return Optional.empty();
        }
        URLClassLoader loader =
                new URLClassLoader("omniroute-extensions", jars, EmbedderFactory.class.getClassLoader());
        Optional<Found> found = Optional.empty();
        try {
            found = ServiceLoader.load(EmbedderFactory.class, loader)
                    .findFirst()
                    .map(factory -> new Found(factory, loader));
            return found;
        } finally {
            if (found.isEmpty()) {
                close(loader);
            }
        }
    }

    static void close(URLClassLoader loader) {
        try {
            loader.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private URL[] jars() {
        if (!Files.isDirectory(path)) {
            return new URL[0];
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .map(ExtensionDirectory::url)
                    .toArray(URL[]::new);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URL url(Path file) {
        try {
            return file.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }
}
