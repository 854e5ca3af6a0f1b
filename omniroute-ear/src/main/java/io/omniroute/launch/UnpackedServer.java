package io.omniroute.launch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The runnable jar as a directory: {@code omniroute.jar} with the application and, beside it, each of the server's jars. The
 * single jar needs class loaders of its own for the jars inside it; here the server's classes come from the JVM's class
 * path, and only those can be kept in an AOT cache (JEP 483, JEP 515).
 *
 * <p>The layout is that of Payara Micro's {@code --outputlauncher}, except that configuration stays with each start.
 */
final class UnpackedServer {
    private static final String RUNTIME = "MICRO-INF/runtime/";
    /** Where the server looks for the adapters of its connection pools, below its root directory. */
    private static final Path ADAPTERS = Path.of("lib", "install", "applications");

    private UnpackedServer() {}

    /** @param runnable the single jar; @param directory new or empty */
    static void write(Path runnable, Path directory) {
        try (JarFile jar = new JarFile(runnable.toFile())) {
            requireEmpty(directory);
            Path runtime = Files.createDirectories(directory.resolve("runtime"));
            for (JarEntry entry : entries(jar).filter(UnpackedServer::isRuntime).toList()) {
                Files.write(runtime.resolve(nameOf(entry)), content(jar, entry));
            }
            unpackAdapters(runtime, directory.resolve(ADAPTERS));
            writeApplication(jar, directory.resolve("omniroute.jar"));
        } catch (IOException e) {
            throw new CannotStartException("the server cannot be unpacked to " + directory + ": " + e, e);
        }
    }

    /** Lays what the server expects below its root directory. @param home of the unpacked server */
    static void prepare(Path home, Path root) throws IOException {
        try (Stream<Path> files = Files.walk(home.resolve(ADAPTERS))) {
            for (Path file : files.toList()) {
                Path copy = root.resolve(home.relativize(file));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
    }

    private static void requireEmpty(Path directory) throws IOException {
        Files.createDirectories(directory);
        try (Stream<Path> content = Files.list(directory)) {
            if (content.findAny().isPresent()) {
                throw new FileAlreadyExistsException(directory + " is not empty");
            }
        }
    }

    private static Stream<JarEntry> entries(JarFile jar) {
        return jar.stream().filter(entry -> !entry.isDirectory());
    }

    private static boolean isRuntime(JarEntry entry) {
        return entry.getName().startsWith(RUNTIME);
    }

    private static String nameOf(JarEntry entry) {
        return Path.of(entry.getName()).getFileName().toString();
    }

    private static byte[] content(JarFile jar, JarEntry entry) throws IOException {
        try (InputStream in = jar.getInputStream(entry)) {
            return in.readAllBytes();
        }
    }

    private static void writeApplication(JarFile jar, Path file) throws IOException {
        // with its folders: the server makes the same below its root directory
        List<JarEntry> own = jar.stream()
                .filter(entry -> !isRuntime(entry) && !entry.getName().equals(JarFile.MANIFEST_NAME))
                .toList();
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
            store(JarFile.MANIFEST_NAME, manifest(jar), out);
            for (JarEntry entry : own) {
                store(entry.getName(), content(jar, entry), out);
            }
        }
    }

    /** The server looks into each jar of this class path for its services. */
    private static byte[] manifest(JarFile jar) throws IOException {
        Manifest manifest = new Manifest(jar.getManifest());
        manifest.getMainAttributes()
                .put(
                        Attributes.Name.CLASS_PATH,
                        entries(jar)
                                .filter(UnpackedServer::isRuntime)
                                .map(entry -> "runtime/" + nameOf(entry))
                                .sorted()
                                .collect(Collectors.joining(" ")));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        manifest.write(bytes);
        return bytes.toByteArray();
    }

    /** Uncompressed: the WAR inside is read in place. */
    private static void store(String name, byte[] content, ZipOutputStream out) throws IOException {
        CRC32 checksum = new CRC32();
        checksum.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(checksum.getValue());
        out.putNextEntry(entry);
        out.write(content);
        out.closeEntry();
    }

    private static void unpackAdapters(Path runtime, Path applications) throws IOException {
        try (Stream<Path> files = Files.list(runtime)) {
            for (Path archive :
                    files.filter(file -> file.toString().endsWith(".rar")).toList()) {
                String name = archive.getFileName().toString();
                unzip(archive, applications.resolve(name.substring(0, name.length() - ".rar".length())));
            }
        }
    }

    private static void unzip(Path archive, Path directory) throws IOException {
        try (JarFile jar = new JarFile(archive.toFile())) {
            for (JarEntry entry : entries(jar).toList()) {
                Path file = directory.resolve(entry.getName()).normalize();
                if (!file.startsWith(directory)) {
                    throw new IOException(archive + " holds a file outside itself");
                }
                Files.createDirectories(file.getParent());
                Files.write(file, content(jar, entry));
            }
        }
    }
}
