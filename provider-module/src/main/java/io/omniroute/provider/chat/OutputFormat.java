package io.omniroute.provider.chat;

import java.util.Objects;
import java.util.Optional;

/** The shape the reply's text must have. */
public sealed interface OutputFormat {
    record PlainText() implements OutputFormat {}

    /** Any JSON object. */
    record Json() implements OutputFormat {}

    /** JSON that fits a schema. @param name as OpenAI demands one; {@code response} when the client has none */
    record Schema(String name, Optional<String> description, JsonText schema, Optional<Boolean> strict)
            implements OutputFormat {
        public Schema {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(description, "description");
            Objects.requireNonNull(schema, "schema");
            Objects.requireNonNull(strict, "strict");
        }
    }
}
