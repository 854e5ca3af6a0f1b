package io.omniroute.provider.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelDescriptorTest {
    @ParameterizedTest
    @ValueSource(strings = {"gpt-4o", "gpt-4o-mini-2024-07-18", "gpt-4", "gpt-4.1", "gpt-3.5-turbo", "openai/gpt-4o"})
    void oldModelsOfOpenAiDoNotThinkOnAnyNode(String id) {
        assertThat(ModelDescriptor.unknown(id).reasoning()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt-5", "gpt-oss-120b", "o3", "deepseek-reasoner", "my-gpt-4-distilled"})
    void otherUnknownModelsAreAssumedToThink(String id) {
        assertThat(ModelDescriptor.unknown(id).reasoning()).isTrue();
    }
}
