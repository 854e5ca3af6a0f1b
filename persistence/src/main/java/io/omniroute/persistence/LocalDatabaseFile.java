package io.omniroute.persistence;

import io.omniroute.provider.store.DataDirectory;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;

/** The H2 database of the data directory: one file, for its owner's eyes only, whoever made the directory. */
final class LocalDatabaseFile {
    private static final String OWNER_ONLY = "rw-------";

    private LocalDatabaseFile() {}

    /**
     * Makes the file, or takes the others' rights to it away, before H2 opens it with whatever the process's umask says.
     *
     * @return its JDBC URL
     */
    static String in(Path directory) {
        Path file = directory.resolve("omniroute.mv.db");
        try {
            Files.createFile(file, DataDirectory.ownerOnly(OWNER_ONLY)); // to H2, an empty file is a new database
        } catch (FileAlreadyExistsException e) {
            close(file);
        } catch (IOException e) {
            // H2 fails at the same, and its message names the file
        }
        // H2's own shutdown hook would close the file while the server is still draining calls; by default it rewrites
        // pages until nine tenths of the file are in use, which under load takes as much CPU as all inserts; and its
        // trace file would be one more log, readable by all
        return "jdbc:h2:file:" + directory.resolve("omniroute")
                + ";DB_CLOSE_ON_EXIT=FALSE;AUTO_COMPACT_FILL_RATE=50;TRACE_LEVEL_FILE=0";
    }

    private static void close(Path file) {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view == null) {
            return;
        }
        try {
            view.setPermissions(PosixFilePermissions.fromString(OWNER_ONLY));
        } catch (IOException e) {
            // another user's file that this one may write: its mode is that user's choice
        }
    }
}
