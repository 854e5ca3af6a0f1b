package io.omniroute.routing.shaping;

import io.omniroute.provider.chat.ChatRequest;
import io.omniroute.provider.chat.ContentPart;
import io.omniroute.provider.chat.Message;
import io.omniroute.provider.chat.Reasoning;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How much models think, whatever clients ask for. The vendor side's writers fit a budget to the model: its output limit,
 * Anthropic's least budget, room for the answer.
 *
 * @param budgetTokens for CUSTOM; 0 takes thinking away
 * @param effort for ADAPTIVE
 */
public record ThinkingBudget(Mode mode, int budgetTokens, Effort effort) {
    public static final int MAX_BUDGET = 131_072;
    public static final ThinkingBudget DEFAULT = new ThinkingBudget(Mode.PASSTHROUGH, 10_240, Effort.MEDIUM);

    private static final int MANY_MESSAGES = 10;
    private static final int MANY_TOOLS = 3;
    private static final int LONG_QUESTION = 2_000;

    /** What is done with the client's own wish. */
    public enum Mode {
        /** Nothing. */
        PASSTHROUGH,
        /** It is taken out; the model decides. */
        AUTO,
        /** One budget for all. */
        CUSTOM,
        /** A budget that grows with the conversation. */
        ADAPTIVE
    }

    /** Where an adaptive budget begins. */
    public enum Effort {
        NONE(0),
        LOW(1_024),
        MEDIUM(10_240),
        HIGH(MAX_BUDGET);

        private final int tokens;

        Effort(int tokens) {
            this.tokens = tokens;
        }
    }

    public ThinkingBudget {
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(effort, "effort");
        if (budgetTokens < 0 || budgetTokens > MAX_BUDGET) {
            throw new IllegalArgumentException("budgetTokens must be from 0 to " + MAX_BUDGET + ": " + budgetTokens);
        }
    }

    boolean changesNothing() {
        return mode == Mode.PASSTHROUGH;
    }

    /** @param thinks whether the model can; to one that cannot, nothing is added */
    ChatRequest applyTo(ChatRequest request, boolean thinks) {
        int budget =
                switch (mode) {
                    case PASSTHROUGH -> -1;
                    case AUTO -> 0;
                    case CUSTOM -> budgetTokens;
                    case ADAPTIVE -> adaptive(request);
                };
        if (budget < 0 || request.messages().isEmpty()) {
            return request;
        }
        boolean answersSomeone =
                request.messages().get(request.messages().size() - 1).role() == Message.Role.USER;
        return request.withReasoning(
                budget > 0 && thinks && answersSomeone
                        ? Optional.of(new Reasoning(
                                Optional.empty(),
                                OptionalInt.of(budget),
                                false,
                                request.reasoning().flatMap(Reasoning::includeThoughts)))
                        : Optional.empty());
    }

    private int adaptive(ChatRequest request) {
        int tenths = 10;
        tenths += request.messages().size() > MANY_MESSAGES ? 5 : 0;
        tenths += request.tools().size() > MANY_TOOLS ? 5 : 0;
        tenths += lastQuestion(request.messages()) > LONG_QUESTION ? 3 : 0;
        return (int) Math.min(MAX_BUDGET, (long) effort.tokens * tenths / 10);
    }

    private static int lastQuestion(List<Message> messages) {
        for (int i = messages.size() - 1; i >= 0; i--) {
            if (messages.get(i).role() == Message.Role.USER) {
                return messages.get(i).content().stream()
                        .mapToInt(part -> part instanceof ContentPart.Text text
                                ? text.text().length()
                                : 0)
                        .sum();
            }
        }
        return 0;
    }
}
