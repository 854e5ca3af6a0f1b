package io.omniroute.provider.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The directory for whatever is kept outside a database server: the journal, the master key, the H2 database. Read from
 * the property {@code omniroute.data.dir} or the environment variable {@code OMNIROUTE_DATA_DIR}, the two places where
 * MicroProfile Config would look too; {@code ~/.omniroute} otherwise.
 */
public final class DataDirectory {
    private static final String PROPERTY = "omniroute.data.dir";
    private static final String VARIABLE = "OMNIROUTE_DATA_DIR";

    private DataDirectory() {}

    /** The directory, made for its owner alone when it is not there yet. */
    public static Path resolve() {
        return create(configured().orElseGet(() -> Path.of(System.getProperty("user.home"), ".omniroute")));
    }

    /** Makes a directory and its missing parents, readable by nobody else. */
    public static Path create(Path directory) {
        try {
            return Files.createDirectories(directory.toAbsolutePath().normalize(), ownerOnly("rwx------"));
        } catch (IOException e) {
            throw new UncheckedIOException("The data directory " + directory + " cannot be made.", e);
        }
    }

    /** Attributes for a new file, none where the file system has no POSIX permissions. */
    public static FileAttribute<?>[] ownerOnly(String permissions) {
        if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            return new FileAttribute<?>[0];
        }
        return new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        };
    }

    private static Optional<Path> configured() {
        return Stream.of(System.getProperty(PROPERTY), System.getProperty(VARIABLE), System.getenv(VARIABLE))
                .filter(value -> value != null && !value.isBlank())
                .map(Path::of)
                .findFirst();
    }
}
