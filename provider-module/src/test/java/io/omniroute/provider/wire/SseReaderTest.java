package io.omniroute.provider.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SseReaderTest {
    private static final String STREAM =
            ": hello\n\nevent: a\ndata: {\"x\":\"é😀\"}\n\ndata:no space\ndata: two\r\n\r\n\n\n" + "data: [DONE]\n\n";

    @Test
    void cutsFramesAndReadsTheirFields() throws IOException {
        assertThat(read(STREAM, 1 << 20))
                .containsExactly("|false|", "a|true|{\"x\":\"é😀\"}", "|true|no space\ntwo", "|true|[DONE]");
    }

    @Property(tries = 60)
    void chunkSizeNeverMatters(@ForAll @IntRange(min = 1, max = 80) int chunk) throws IOException {
        assertThat(read(STREAM, chunk)).isEqualTo(read(STREAM, 1 << 20));
        String crlf = STREAM.replace("\r\n", "\n").replace("\n", "\r\n");
        assertThat(read(crlf, chunk)).isEqualTo(read(STREAM, 1 << 20));
        String cr = STREAM.replace("\r\n", "\n").replace("\n", "\r") + ":";
        assertThat(read(cr, chunk).subList(0, 4)).isEqualTo(read(STREAM, 1 << 20));
    }

    @Test
    void tailWithoutBlankLineIsAFrame() throws IOException {
        assertThat(read("data: 1\n\ndata: 2", 3)).containsExactly("|true|1", "|true|2");
        assertThat(read("data: 1\n\n\n", 3)).containsExactly("|true|1");
    }

    @Test
    void frameLongerThanTheBufferIsWhole() throws IOException {
        String big = "x".repeat(100_000);
        assertThat(read("data: " + big + "\n\n", 999)).containsExactly("|true|" + big);
    }

    private static List<String> read(String stream, int chunk) throws IOException {
        byte[] bytes = stream.getBytes(StandardCharsets.UTF_8);
        SseReader reader = new SseReader(new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(length, chunk));
            }
        });
        List<String> frames = new ArrayList<>();
        while (reader.fill()) {
            for (SseFrame frame = reader.poll(); frame != null; frame = reader.poll()) {
                frames.add(describe(frame));
            }
        }
        reader.pollTail().ifPresent(frame -> frames.add(describe(frame)));
        return frames;
    }

    private static String describe(SseFrame frame) {
        return frame.event() + "|" + frame.hasData() + "|" + frame.data();
    }
}
