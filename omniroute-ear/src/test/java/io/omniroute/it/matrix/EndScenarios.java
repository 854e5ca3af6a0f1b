package io.omniroute.it.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.omniroute.it.conversation.Ending;
import io.omniroute.it.conversation.Fault;
import io.omniroute.it.conversation.Heard;
import io.omniroute.it.conversation.Reply;
import io.omniroute.it.conversation.Tokens;
import io.omniroute.it.conversation.Turn;

/** How answers end: counted, refused, cut, broken. */
final class EndScenarios {
    private static final Turn QUESTION = new Turn.User("Go on.");

    private EndScenarios() {}

    static void usage(Cell cell) {
        Tokens spent = new Tokens(1_200, 1_000, 77, cell.vendorIs("anthropic-messages") ? 0 : 33);
        for (boolean streamed : new boolean[] {false, true}) {
            cell.vendor().says(Reply.text("Counted.").tokens(spent));

            Heard heard = cell.hears(cell.ask(QUESTION), streamed);

            // Anthropic's format counts reasoning among the output only
            long reasoning = cell.clientIs("anthropic-messages") ? 0 : spent.reasoning();
            assertThat(heard.tokens()).isEqualTo(new Tokens(1_200, 1_000, 77, reasoning));
        }
    }

    static void refusal(Cell cell) {
        String words = "I will not do that.";
        for (boolean streamed : new boolean[] {false, true}) {
            cell.vendor().says(Reply.text(words).ending(Ending.REFUSED));

            Heard heard = cell.hears(cell.ask(QUESTION), streamed);

            assertThat(heard.refusal().orElse("") + heard.text()).contains(words);
            boolean told = heard.refusal().isPresent() || heard.ending() == Ending.REFUSED;
            assertThat(told).as("told apart from an ordinary answer: %s", heard).isTrue();
        }
    }

    static void length(Cell cell) {
        for (boolean streamed : new boolean[] {false, true}) {
            cell.vendor().says(Reply.text("Once upon a").ending(Ending.LENGTH));

            Heard heard = cell.hears(cell.ask(QUESTION), streamed);

            assertThat(heard.text()).isEqualTo("Once upon a");
            assertThat(heard.ending()).isEqualTo(Ending.LENGTH);
        }
    }

    static void errorBefore(Cell cell) {
        for (boolean streamed : new boolean[] {false, true}) {
            cell.vendor().refuses(429, "Slow down, 3 requests a minute are allowed.");

            Fault fault = fault(cell, streamed);

            assertThat(fault.status()).isEqualTo(429);
            assertThat(fault.getMessage()).contains("Slow down, 3 requests a minute are allowed.");
            assertThat(fault.type())
                    .isEqualTo(
                            switch (cell.client().format()) {
                                case "gemini" -> "RESOURCE_EXHAUSTED";
                                default -> "rate_limit_error";
                            });
        }
    }

    static void errorAmid(Cell cell) {
        cell.vendor().breaksAfterText(Reply.text("Half of it, and never the rest."), "The engine fell over.");

        Fault fault = fault(cell, true);

        assertThat(fault.textBefore()).isEqualTo("Half");
        assertThat(fault.getMessage()).contains("The engine fell over.");
    }

    private static Fault fault(Cell cell, boolean streamed) {
        Fault fault = catchThrowableOfType(Fault.class, () -> cell.hears(cell.ask(QUESTION), streamed));
        assertThat(fault).as("an error of the SDK").isNotNull();
        return fault;
    }
}
