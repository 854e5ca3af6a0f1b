package io.omniroute.persistence.crypto;

import io.omniroute.provider.store.DataDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where the master key comes from: {@code OMNIROUTE_MASTER_KEY}, else the file {@code master.key}.
 *
 * @param configured the variable's value
 */
record MasterKeySource(Optional<String> configured, Path file) {
    private static final String VARIABLE = "OMNIROUTE_MASTER_KEY";
    private static final SecureRandom RANDOM = new SecureRandom();

    static MasterKeySource ofEnvironment() {
        Optional<String> configured = Stream.of(System.getProperty(VARIABLE), System.getenv(VARIABLE))
                .filter(value -> value != null && !value.isBlank())
                .findFirst();
        return new MasterKeySource(configured, DataDirectory.resolve().resolve("master.key"));
    }

    Optional<MasterKey> find() {
        if (configured.isPresent()) {
            return configured.map(MasterKey::new);
        }
        try {
            return Files.exists(file) ? Optional.of(new MasterKey(Files.readString(file))) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("The master key file " + file + " cannot be read.", e);
        }
    }

    /** Makes the file with 256 random bits, readable by its owner alone from the first moment on. */
    MasterKey generate() {
        byte[] bits = new byte[32];
        RANDOM.nextBytes(bits);
        String text = Base64.getEncoder().encodeToString(bits);
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel out = FileChannel.open(file, options, DataDirectory.ownerOnly("rw-------"))) {
            out.write(ByteBuffer.wrap((text + "\n").getBytes(StandardCharsets.US_ASCII)));
            out.force(true); // the database must not be encrypted with a key that a power failure takes away
        } catch (IOException e) {
            throw new UncheckedIOException("The master key file " + file + " cannot be written.", e);
        }
        return new MasterKey(text);
    }
}
