package io.omniroute.it.conversation;

import java.util.List;

/** One turn of a caller's conversation. */
public sealed interface Turn {
    record User(String text) implements Turn {}

    record Picture(String text, byte[] png) implements Turn {}

    record Paper(String text, byte[] pdf) implements Turn {}

    /** An answer heard before; each client sends it back in the very objects its SDK made of it. */
    record Answered(Heard heard) implements Turn {}

    record Results(List<ToolResult> results) implements Turn {}
}
