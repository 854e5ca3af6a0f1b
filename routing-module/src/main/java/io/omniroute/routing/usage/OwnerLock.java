package io.omniroute.routing.usage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Tells other processes that the owner of journal files lives; the operating system releases it when the owner dies. A
 * file of its own, because closing any reader of a locked file would release a POSIX lock on it.
 */
final class OwnerLock {
    private final UUID owner;
    private final Path file;
    private final FileChannel channel;

    private OwnerLock(UUID owner, Path file, FileChannel channel) {
        this.owner = owner;
        this.file = file;
        this.channel = channel;
    }

    static OwnerLock take(Path directory) throws IOException {
        UUID owner = UUID.randomUUID();
        Path file = file(directory, owner.toString());
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try {
            // not lock(): that refuses an interrupted thread, and the call of a caller who left is just that
            if (channel.tryLock() == null) {
                throw new IOException("A new lock file is locked already: " + file);
            }
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        return new OwnerLock(owner, file, channel);
    }

    /** Whether the owner is gone; its lock file goes too then. */
    static boolean isAbandoned(Path directory, String owner) throws IOException {
        Path file = file(directory, owner);
        if (!Files.exists(file)) {
            return true;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            if (channel.tryLock() == null) {
                return false;
            }
        } catch (OverlappingFileLockException e) {
            return false; // another deployment in this very process
        }
        Files.deleteIfExists(file);
        return true;
    }

    UUID owner() {
        return owner;
    }

    void release() throws IOException {
        channel.close();
        Files.deleteIfExists(file);
    }

    private static Path file(Path directory, String owner) {
        return directory.resolve("owner-" + owner + ".lock");
    }
}
