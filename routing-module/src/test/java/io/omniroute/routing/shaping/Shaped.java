package io.omniroute.routing.shaping;

import io.omniroute.provider.codec.Codecs;
import io.omniroute.provider.wire.Envelope;
import io.omniroute.provider.wire.Losses;
import io.omniroute.provider.wire.WireFormat;
import io.omniroute.provider.wire.WireTarget;
import java.nio.charset.StandardCharsets;

/** Bodies of the target's own format, as a shaper leaves them. */
final class Shaped {
    private static final Codecs CODECS = new Codecs();

    private Shaped() {}

    static String by(Shaper shaper, WireFormat format, WireTarget target, String body) {
        byte[] bytes = utf8(body);
        byte[] shaped = shaper.shape(bytes, target, CODECS.upstream(format), () -> CODECS.client(format)
                .readRequest(bytes, Envelope.ofPath("m", false, false), new Losses()));
        return new String(shaped, StandardCharsets.UTF_8);
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
