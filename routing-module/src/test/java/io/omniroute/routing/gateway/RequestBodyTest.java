package io.omniroute.routing.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.omniroute.provider.chat.FailureKind;
import io.omniroute.provider.chat.GatewayException;
import io.omniroute.provider.wire.WireFormat;
import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestBodyTest {
    private static final String MARK = "\uFEFF";

    @ParameterizedTest
    @ValueSource(strings = {"{\"model\":\"é😀\"}", " \n{}", "{", "", "1"})
    void whatIsUtf8ComesByteForByte(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        assertThat(read(bytes)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"model\":\"é\"}", "", "{"})
    void aByteOrderMarkIsDropped(String body) {
        assertThat(read((MARK + body).getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(body.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource({
        "UTF-16LE,''",
        "UTF-16BE,''",
        "UTF-32LE,''",
        "UTF-32BE,''",
        "UTF-16LE,\uFEFF",
        "UTF-16BE,\uFEFF",
        "UTF-32LE,\uFEFF",
        "UTF-32BE,\uFEFF",
        "UTF-8,\uFEFF\uFEFF",
        "UTF-8,'\uFEFF{\u0000'",
        "UTF-8,é",
    })
    void otherEncodingsAreRefused(String charset, String before) {
        byte[] bytes = (before + "{\"model\":\"m\"}").getBytes(Charset.forName(charset));
        assertThatThrownBy(() -> read(bytes)).isInstanceOfSatisfying(GatewayException.class, e -> {
            assertThat(e.failure().kind()).isEqualTo(FailureKind.BAD_REQUEST);
            assertThat(e.failure().message()).isEqualTo("The request body must be JSON in UTF-8.");
        });
    }

    @Test
    void noMoreIsReadThanMay() {
        assertThatThrownBy(() -> RequestBody.read(call("{} ".getBytes(StandardCharsets.UTF_8)), 2))
                .isInstanceOfSatisfying(
                        GatewayException.class,
                        e -> assertThat(e.failure().kind()).isEqualTo(FailureKind.TOO_LARGE));
    }

    private static byte[] read(byte[] body) {
        return RequestBody.read(call(body), 1000);
    }

    private static ClientCall call(byte[] body) {
        return new ClientCall(
                WireFormat.OPENAI_CHAT,
                "req_1",
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                new ByteArrayInputStream(body),
                -1,
                new ClientSocket("127.0.0.1", 1, 1, () -> false));
    }
}
