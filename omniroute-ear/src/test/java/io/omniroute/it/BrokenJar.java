package io.omniroute.it;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** The gateway's jar with a servlet in its web module that cannot be loaded: everything but the web module starts. */
final class BrokenJar {
    private static final String WAR = "MICRO-INF/deploy/ROOT.war";
    private static final String DESCRIPTOR = "WEB-INF/web.xml";
    private static final String BROKEN_DESCRIPTOR = """
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
              <servlet>
                <servlet-name>missing</servlet-name>
                <servlet-class>io.omniroute.NoSuchServlet</servlet-class>
                <load-on-startup>1</load-on-startup>
              </servlet>
            </web-app>
            """;

    private BrokenJar() {}

    static Path copyOf(Path jar, Path copy) throws IOException {
        try (InputStream in = Files.newInputStream(jar);
                OutputStream out = Files.newOutputStream(copy)) {
            byte[] war = entry(jar, WAR);
            byte[] descriptor = BROKEN_DESCRIPTOR.getBytes(StandardCharsets.UTF_8);
            ByteArrayOutputStream broken = new ByteArrayOutputStream(war.length);
            replace(new ByteArrayInputStream(war), broken, Map.of(DESCRIPTOR, descriptor));
            replace(in, out, Map.of(WAR, broken.toByteArray()));
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

    private static void replace(InputStream archive, OutputStream copy, Map<String, byte[]> changed)
            throws IOException {
        ZipInputStream in = new ZipInputStream(archive);
        ZipOutputStream out = new ZipOutputStream(copy);
        for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
            byte[] original = in.readAllBytes();
            store(out, entry.getName(), changed.getOrDefault(entry.getName(), original));
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
