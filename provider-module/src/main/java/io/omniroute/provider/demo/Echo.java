package io.omniroute.provider.demo;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * An answer of the demo.
 *
 * @param words of the text, each with the white space behind it
 * @param created seconds since 1970
 */
record Echo(String id, long created, List<String> words, int promptTokens, int completionTokens) {
    private static final Pattern WORD = Pattern.compile("\\s*\\S+\\s*|\\s+");
    private static final int CHARACTERS_PER_TOKEN = 4;

    static Echo of(EchoRequest request) {
        String said = request.lastUserText().isBlank() ? "nothing." : request.lastUserText();
        String text = "This is the demo of OmniRoute; no model was asked. You said: " + said;
        return new Echo(
                "chatcmpl-demo-" + UUID.randomUUID(),
                Instant.now().getEpochSecond(),
                WORD.matcher(text).results().map(match -> match.group()).toList(),
                tokens(request.promptCharacters()),
                tokens(text.length()));
    }

    String text() {
        return String.join("", words);
    }

    private static int tokens(int characters) {
        return Math.max(1, (characters + CHARACTERS_PER_TOKEN - 1) / CHARACTERS_PER_TOKEN);
    }
}
