package io.omniroute.routing.gateway;

import io.omniroute.provider.wire.WireFormat;
import io.omniroute.routing.answer.RecordedAnswer.Shape;
import java.util.List;

/**
 * An answer as a vendor gives it.
 *
 * @param name says what is in it
 * @param facts what its other shape holds as well
 */
record KeptAnswer(String name, WireFormat format, Shape shape, String text, List<String> facts) {
    /** @param text with single quotes */
    static KeptAnswer whole(String name, WireFormat format, String text, String... facts) {
        return new KeptAnswer(name, format, Shape.WHOLE, quoted(text), quoted(facts));
    }

    /** @param frames data with single quotes, each with the name of its event where the format has one */
    static KeptAnswer stream(String name, WireFormat format, List<String> frames, String... facts) {
        boolean named = format == WireFormat.ANTHROPIC_MESSAGES || format == WireFormat.OPENAI_RESPONSES;
        StringBuilder text = new StringBuilder();
        for (String frame : frames) {
            String event = frame.replaceAll("^\\{'type':'([a-z_.]+)'.*", "$1");
            text.append(named ? "event: " + event + "\n" : "")
                    .append("data: ")
                    .append(quoted(frame))
                    .append("\n\n");
        }
        return new KeptAnswer(name, format, Shape.STREAM, text.toString(), quoted(facts));
    }

    Shape otherShape() {
        return shape == Shape.WHOLE ? Shape.STREAM : Shape.WHOLE;
    }

    private static List<String> quoted(String... texts) {
        return List.of(texts).stream().map(KeptAnswer::quoted).toList();
    }

    private static String quoted(String text) {
        return text.replace('\'', '"');
    }

    @Override
    public String toString() {
        return format.label() + " " + shape + ": " + name;
    }
}
