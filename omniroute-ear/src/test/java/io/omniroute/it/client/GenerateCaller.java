package io.omniroute.it.client;

import com.google.genai.Client;
import com.google.genai.ResponseStream;
import com.google.genai.errors.ApiException;
import com.google.genai.errors.GenAiIOException;
import com.google.genai.types.Candidate;
import com.google.genai.types.Content;
import com.google.genai.types.FunctionCall;
import com.google.genai.types.GenerateContentResponse;
import com.google.genai.types.GenerateContentResponseUsageMetadata;
import com.google.genai.types.HttpOptions;
import com.google.genai.types.HttpRetryOptions;
import com.google.genai.types.Part;
import io.omniroute.it.conversation.Ask;
import io.omniroute.it.conversation.Call;
import io.omniroute.it.conversation.Ending;
import io.omniroute.it.conversation.Fault;
import io.omniroute.it.conversation.Heard;
import io.omniroute.it.conversation.Tokens;
import io.omniroute.it.conversation.Trees;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code google-genai}. */
public final class GenerateCaller implements Caller {
    private final Client sdk;

    public GenerateCaller(String gateway, String key) {
        this.sdk = Client.builder()
                .apiKey(key)
                .httpOptions(HttpOptions.builder()
                        .baseUrl(gateway)
                        .timeout(20_000)
                        .retryOptions(HttpRetryOptions.builder().attempts(1))
                        .build())
                .build();
    }

    @Override
    public String format() {
        return "gemini";
    }

    @Override
    public Heard whole(Ask ask) {
        try {
            GenerateContentResponse response =
                    sdk.models.generateContent(ask.model(), GenerateAsks.contents(ask), GenerateAsks.config(ask));
            Collected collected = new Collected();
            collected.add(response);
            return collected.heard(1);
        } catch (ApiException e) {
            throw new Fault(e.code(), e.status(), e.message(), "", e);
        }
    }

    @Override
    public Heard stream(Ask ask) {
        Collected collected = new Collected();
        int pieces = 0;
        try (ResponseStream<GenerateContentResponse> stream =
                sdk.models.generateContentStream(ask.model(), GenerateAsks.contents(ask), GenerateAsks.config(ask))) {
            for (GenerateContentResponse fragment : stream) {
                int before = collected.text.length();
                collected.add(fragment);
                pieces += collected.text.length() > before ? 1 : 0;
            }
            return collected.heard(pieces);
        } catch (ApiException e) {
            throw new Fault(e.code(), e.status(), e.message(), collected.text.toString(), e);
        } catch (GenAiIOException e) {
            throw new Fault(0, "io", e.getMessage(), collected.text.toString(), e);
        }
    }

    /** Fragments of one candidate put together; their parts go back as they came, as Google's guides say. */
    private static final class Collected {
        private final StringBuilder text = new StringBuilder();
        private final StringBuilder thinking = new StringBuilder();
        private final List<Call> calls = new ArrayList<>();
        private final List<Part> parts = new ArrayList<>();
        private Optional<String> finish = Optional.empty();
        private Optional<GenerateContentResponseUsageMetadata> usage = Optional.empty();

        void add(GenerateContentResponse fragment) {
            for (Candidate candidate : fragment.candidates().orElse(List.of())) {
                candidate.content().flatMap(Content::parts).ifPresent(list -> list.forEach(this::add));
                finish = candidate.finishReason().map(Object::toString).or(() -> finish);
            }
            usage = fragment.usageMetadata().or(() -> usage);
        }

        private void add(Part part) {
            parts.add(part);
            boolean thought = part.thought().orElse(false);
            part.text().ifPresent((thought ? thinking : text)::append);
            part.functionCall().ifPresent(call -> calls.add(call(call)));
        }

        private static Call call(FunctionCall call) {
            return new Call(
                    call.id().orElse(""),
                    call.name().orElseThrow(),
                    Trees.of(call.args().orElse(Map.of())));
        }

        Heard heard(int pieces) {
            Ending ending = ending();
            return new Heard(
                    text.toString(),
                    thinking.toString(),
                    Optional.of(text.toString()).filter(said -> ending == Ending.REFUSED && !said.isEmpty()),
                    calls,
                    ending,
                    usage.map(Collected::tokens).orElse(new Tokens(-1, -1, -1, -1)),
                    pieces,
                    Content.builder().role("model").parts(parts).build());
        }

        private Ending ending() {
            String reason =
                    finish.orElseThrow(() -> new Fault(0, "incomplete", "no finishReason", text.toString(), null));
            return switch (reason) {
                case "STOP" -> calls.isEmpty() ? Ending.STOP : Ending.TOOLS;
                case "MAX_TOKENS" -> Ending.LENGTH;
                case "SAFETY" -> Ending.REFUSED;
                default -> throw new AssertionError("finishReason " + reason);
            };
        }

        private static Tokens tokens(GenerateContentResponseUsageMetadata usage) {
            int reasoning = usage.thoughtsTokenCount().orElse(0);
            return new Tokens(
                    usage.promptTokenCount().orElse(-1),
                    usage.cachedContentTokenCount().orElse(0),
                    usage.candidatesTokenCount().orElse(0) + reasoning,
                    reasoning);
        }
    }
}
