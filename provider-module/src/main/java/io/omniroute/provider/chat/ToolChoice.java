package io.omniroute.provider.chat;

import java.util.List;
import java.util.Objects;

/** Whether the model must, may or must not call tools. */
public sealed interface ToolChoice {
    record Auto() implements ToolChoice {}

    record None() implements ToolChoice {}

    /** At least one call, of any tool. */
    record Required() implements ToolChoice {}

    /** Exactly this tool. */
    record Named(String name) implements ToolChoice {
        public Named {
            Objects.requireNonNull(name, "name");
        }
    }

    /** Only these tools; {@code required} asks for at least one call (OpenAI allowed_tools, Gemini allowedFunctionNames). */
    record Allowed(List<String> names, boolean required) implements ToolChoice {
        public Allowed {
            names = List.copyOf(names);
        }
    }
}
