package io.omniroute.it;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** The gateway's jar with another web module in it. */
public final class PatchedJar {
    private static final String WAR = "MICRO-INF/deploy/ROOT.war";

    private PatchedJar() {}

    /** @param files of the web module, by their names in it: replaced, or added */
    public static Path copyOf(Path jar, Path copy, Map<String, byte[]> files) throws IOException {
        try (InputStream in = Files.newInputStream(jar);
                OutputStream out = Files.newOutputStream(copy)) {
            byte[] war = entry(jar, WAR);
            ByteArrayOutputStream patched = new ByteArrayOutputStream(war.length);
            patch(new ByteArrayInputStream(war), patched, files);
            patch(in, out, Map.of(WAR, patched.toByteArray()));
        }
        return copy;
    }

    private static byte[] entry(Path archive, String name) throws IOException {
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(archive))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (entry.getName().equals(name)) {
                    return in.readAllBytes();
                }
            }
        }
        throw new IOException(archive + " has no " + name);
    }

    private static void patch(InputStream archive, OutputStream copy, Map<String, byte[]> files) throws IOException {
        Map<String, byte[]> added = new LinkedHashMap<>(files);
        ZipInputStream in = new ZipInputStream(archive);
        ZipOutputStream out = new ZipOutputStream(copy);
        for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
            byte[] original = in.readAllBytes();
            store(out, entry.getName(), files.getOrDefault(entry.getName(), original));
            added.remove(entry.getName());
        }
        for (Map.Entry<String, byte[]> file : added.entrySet()) {
            store(out, file.getKey(), file.getValue());
        }
        out.finish();
    }

    /** Uncompressed, as Payara Micro wants its nested archives. */
    private static void store(ZipOutputStream out, String name, byte[] content) throws IOException {
        CRC32 sum = new CRC32();
        sum.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(sum.getValue());
        out.putNextEntry(entry);
        out.write(content);
        out.closeEntry();
    }
}
