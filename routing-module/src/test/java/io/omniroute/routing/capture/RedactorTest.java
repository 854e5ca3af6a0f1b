package io.omniroute.routing.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {
    private static final String PIXEL = Base64.getEncoder()
            .encodeToString(("\u0089PNG\r\n\u001a\n" + "pixels ".repeat(40)).getBytes(StandardCharsets.ISO_8859_1));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ \"model\" : \"gpt-4.1\",\n \"messages\": [{\"role\":\"user\",\"content\":\"Qu\\u00e9 \\\"tal\\\"?\\n\"}], \"max_tokens\": 100 }",
                "data: {\"usage\":{\"prompt_tokens\":7,\"total_tokens\":1.50}}\n\ndata: [DONE]\n\n: keep-alive\n\n",
                "event: message_stop\r\ndata: {\"type\":\"message_stop\"}\r\n\r\n",
                "A risk-adjusted task-list, a token of esteem and https://example.org/a/b?c=d.",
                "[1,2,{\"a\":[true,null,-1e5]}]",
                "{\"path\":\"/usr/share/doc\",\"id\":\"chatcmpl-9f8a7b6c5d4e3f2a1b0c\",\"x\":[\"tokenizer\",\"keyboard\"]}",
                "",
                "not } even [ JSON : \"",
            })
    void whatIsHarmlessStaysByteForByte(String body) {
        assertThat(redact(body)).isEqualTo(body);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"api_key":"s3"} | {"api_key":"[removed]"}
            {"apiKey": "a b" ,"n":1} | {"apiKey": "[removed]" ,"n":1}
            {"X-Api-Key":"q"} | {"X-Api-Key":"[removed]"}
            {"Authorization":["Bearer x",{"a":"b"}],"c":"d"} | {"Authorization":["[removed]",{"a":"[removed]"}],"c":"d"}
            {"password":1234,"ok":true} | {"password":"[removed]","ok":true}
            {"secret":{"user":"u","on":true,"n":[5]},"rest":"r"} | {"secret":{"user":"[removed]","on":true,"n":["[removed]"]},"rest":"r"}
            {"db_password":""} | {"db_password":""}
            {"pass\\u0077ord":"x"} | {"pass\\u0077ord":"[removed]"}
            {"access_token":"y","token_count":3} | {"access_token":"[removed]","token_count":3}
            {"t":"use sk-abcdefghij0123 now"} | {"t":"use [removed] now"}
            {"t":"sk-\\u0061bcdefghij0123"} | {"t":"[removed]"}
            {"t":"AIzaSyA0123456789abcdefghij_-klmnop"} | {"t":"[removed]"}
            {"t":"AKIAIOSFODNN7EXAMPLE and more"} | {"t":"[removed] and more"}
            {"t":"ghp_0123456789abcdefghij0123456789abcdef"} | {"t":"[removed]"}
            {"t":"Bearer abc.def-012~345"} | {"t":"Bearer [removed]"}
            {"t":"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl!"} | {"t":"[removed]!"}
            {"t":"postgres://me:pw@db.example/x"} | {"t":"postgres://[removed]@db.example/x"}
            {"t":"OPENAI_API_KEY=abc123 and \\"client_secret\\": \\"zz9\\""} | {"t":"OPENAI_API_KEY=[removed] and \\"client_secret\\": \\"[removed]\\""}
            {"t":"-----BEGIN RSA PRIVATE KEY-----\\nMIIE\\n-----END RSA PRIVATE KEY-----\\nbye"} | {"t":"[PEM removed]\\nbye"}
            {"arguments":"{\\"api_key\\":\\"q1\\",\\"n\\":2}"} | {"arguments":"{\\"api_key\\":\\"[removed]\\",\\"n\\":2}"}
            {"sk-abcdefghij0123":1} | {"[removed]":1}
            {"signature":"EqQBCkYIBxgCKkBx"} | {"signature":"[base64 removed: 12 bytes]"}
            {"encrypted_content":"gAAAAABoabcdefgh=="} | {"encrypted_content":"[base64 removed: 12 bytes]"}
            {"data":"a plain sentence"} | {"data":"a plain sentence"}
            """)
    void secretsAreTakenOut(String body, String expected) {
        assertThat(redact(body)).isEqualTo(expected);
        assertThat(redact("data: " + body + "\n\ndata: [DONE]\n\n"))
                .isEqualTo("data: " + expected + "\n\ndata: [DONE]\n\n");
    }

    @Test
    void secretsInPlainTextAreTakenOutToo() {
        assertThat(redact("GET /x?api_key=abcdef&b=1\nAuthorization: Bearer xyz\npassword: 'hunter2'\n"))
                .isEqualTo("GET /x?api_key=[removed]&b=1\nAuthorization: Bearer [removed]\npassword: '[removed]'\n");
    }

    @Test
    void whatIsKnownToTheLetterIsTakenOutWhateverItLooksLike() {
        Redactor redactor = new Redactor(List.of("plain-looking", "ab"));
        assertThat(redactor.redact(bytes("{\"error\":\"bad key plain-looking, ab\"}"), false))
                .isEqualTo("{\"error\":\"bad key [removed], ab\"}");
    }

    @Test
    void imagesFilesAndSoundGiveWayToANote() {
        String note = "[base64 removed: image/png, " + 288 + " bytes]";
        assertThat(redact("{\"image_url\":{\"url\":\"data:image/png;base64," + PIXEL + "\"},\"after\":\"kept\"}"))
                .isEqualTo("{\"image_url\":{\"url\":\"" + note + "\"},\"after\":\"kept\"}");
        assertThat(redact("{\"t\":\"see ![x](data:image/png;base64," + PIXEL + ") there\"}"))
                .isEqualTo("{\"t\":\"see ![x](" + note + ") there\"}");
        assertThat(
                        redact(
                                "{\"source\":{\"type\":\"base64\",\"media_type\":\"image/png\",\"data\":\"QUJDREVGR0hJSktM\"}}"))
                .isEqualTo("{\"source\":{\"type\":\"base64\",\"media_type\":\"image/png\","
                        + "\"data\":\"[base64 removed: image/png, 12 bytes]\"}}");
        assertThat(redact("{\"inlineData\":{\"data\":\"" + PIXEL + "\",\"mimeType\":\"image/png\"}}"))
                .contains("\"data\":\"" + note);
        assertThat(redact("{\"b\":\"" + "QUJD".repeat(60) + "\"}"))
                .isEqualTo("{\"b\":\"[base64 removed: 180 bytes]\"}");
        assertThat(redact("text " + ("QUJD".repeat(19) + "\n").repeat(4) + "\nend"))
                .isEqualTo("text [base64 removed: 228 bytes]\n\nend");
    }

    @Test
    void aLongRuleOrARowOfWordsIsNoBase64() {
        String text = "-".repeat(300) + "\n" + "word\n".repeat(100);
        assertThat(redact(text)).isEqualTo(text);
    }

    @Test
    void whatTheCutWentThroughIsLeftOut() {
        assertThat(cut("{\"m\":\"hello wor")).isEqualTo("{\"m\":\"hello ");
        assertThat(cut("{\"m\":\"use sk-ab")).isEqualTo("{\"m\":\"use [removed]");
        assertThat(cut("{\"password\":\"one two th")).isEqualTo("{\"password\":\"[removed]");
        assertThat(cut("{\"a\":1,\"api_ke")).isEqualTo("{\"a\":1,\"");
        assertThat(cut("{\"d\":\"data:image/png;base64," + PIXEL.substring(0, 240)))
                .isEqualTo("{\"d\":\"[base64 removed: image/png, at least 180 bytes]");
        assertThat(redact("data: {\"t\":\"a Bearer abcd")).isEqualTo("data: {\"t\":\"a Bearer [removed]");
        assertThat(cut("{\"a\":\"b\"}")).isEqualTo("{\"a\":\"b\"}");
    }

    @Test
    void aHugeHostileBodyTakesNoTimeToSpeakOf() {
        for (String piece : List.of(
                "[", "{\"a\":", "\\", "sk-", "password", "eyJ.", "://a:", "data:;base64,", "a", "-----BEGIN ")) {
            assertThat(redact(piece.repeat((1 << 18) / piece.length()))).isNotNull();
        }
    }

    private static String redact(String body) {
        return new Redactor(List.of()).redact(bytes(body), false);
    }

    private static String cut(String body) {
        return new Redactor(List.of()).redact(bytes(body), true);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
