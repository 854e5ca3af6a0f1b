package io.omniroute.provider.chat;

import java.util.Objects;
import java.util.Optional;

/** A tool the model may call. */
public sealed interface Tool {
    String name();

    /**
     * @param parameters JSON Schema of the arguments; absent means no arguments
     * @param strict whether the vendor must hold the arguments to the schema; absent means the format's default
     * @param cache a wish that the tools up to this one be cached
     */
    record Function(
            String name,
            Optional<String> description,
            Optional<JsonText> parameters,
            Optional<Boolean> strict,
            Optional<ContentPart.CacheMark> cache)
            implements Tool {
        public Function {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(description, "description");
            Objects.requireNonNull(parameters, "parameters");
            Objects.requireNonNull(strict, "strict");
            Objects.requireNonNull(cache, "cache");
        }

        public Function(
                String name, Optional<String> description, Optional<JsonText> parameters, Optional<Boolean> strict) {
            this(name, description, parameters, strict, Optional.empty());
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
