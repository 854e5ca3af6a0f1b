package io.omniroute.provider.chat;

import java.util.Objects;
import java.util.Optional;

/** A tool the model may call. */
public sealed interface Tool {
    String name();

    /**
     * @param parameters JSON Schema of the arguments; absent means no arguments
     * @param strict whether the vendor must hold the arguments to the schema; absent means the format's default
     */
    record Function(String name, Optional<String> description, Optional<JsonText> parameters, Optional<Boolean> strict)
            implements Tool {
        public Function {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(description, "description");
            Objects.requireNonNull(parameters, "parameters");
            Objects.requireNonNull(strict, "strict");
        }
    }

    /** OpenAI's free-form tool. @param format its {@code format} object (text or grammar), where given */
    record Custom(String name, Optional<String> description, Optional<JsonText> format) implements Tool {
        public Custom {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(description, "description");
            Objects.requireNonNull(format, "format");
        }
    }

    /** A search the vendor runs by itself; the one hosted tool that several vendors share. */
    record WebSearch() implements Tool {
        @Override
        public String name() {
            return "web_search";
        }
    }
}
