package io.omniroute.it.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.it.conversation.Ask;
import io.omniroute.it.conversation.Ending;
import io.omniroute.it.conversation.Heard;
import io.omniroute.it.conversation.Reply;
import io.omniroute.it.conversation.Seen;
import io.omniroute.it.conversation.Trees;
import io.omniroute.it.conversation.Turn;

/** Text in and out. */
final class TextScenarios {
    private static final JsonNode CITY = Trees.parse("""
            {"type":"object","properties":{"name":{"type":"string"},"people":{"type":"integer"}},
             "required":["name","people"],"additionalProperties":false}""");

    private TextScenarios() {}

    static void whole(Cell cell) {
        conversation(cell, false);
    }

    static void streamed(Cell cell) {
        Heard heard = conversation(cell, true);
        assertThat(heard.pieces()).as("pieces, one by one").isGreaterThan(2);
    }

    /** Three turns, the middle one the model's own, so that the roles are seen. */
    private static Heard conversation(Cell cell, boolean streamed) {
        cell.vendor().says(Reply.text("Guten Tag!"));
        Ask first = cell.ask(new Turn.User("Sag etwas.")).system("Sprich Deutsch.");
        Heard greeting = cell.hears(first, streamed);
        assertThat(greeting.text()).isEqualTo("Guten Tag!");
        cell.vendor().says(Reply.text("Die Antwort ist 42, und mehr ist nicht zu sagen."));

        Heard heard = cell.hears(first.then(new Turn.Answered(greeting), new Turn.User("Und weiter?")), streamed);

        assertThat(heard.text()).isEqualTo("Die Antwort ist 42, und mehr ist nicht zu sagen.");
        assertThat(heard.ending()).isEqualTo(Ending.STOP);
        assertThat(heard.calls()).isEmpty();
        Seen seen = cell.vendor().saw();
        assertThat(seen.model).isEqualTo(cell.ordinaryModel());
        assertThat(seen.stream).isEqualTo(streamed);
        assertThat(seen.system).isEqualTo("Sprich Deutsch.");
        assertThat(seen.roles).containsExactly("user", "assistant", "user");
        assertThat(seen.userTexts).containsExactly("Sag etwas.", "Und weiter?");
        assertThat(String.join("", seen.assistantTexts)).isEqualTo("Guten Tag!");
        return heard;
    }

    static void structured(Cell cell) {
        for (boolean streamed : new boolean[] {false, true}) {
            cell.vendor().says(Reply.text("{\"name\":\"Bonn\",\"people\":330000}"));

            Heard heard = cell.hears(cell.ask(new Turn.User("Which city?")).schema(CITY), streamed);

            assertThat(Trees.parse(heard.text())).isEqualTo(Trees.parse("{\"name\":\"Bonn\",\"people\":330000}"));
            Seen seen = cell.vendor().saw();
            if (cell.vendorIs("anthropic-messages") && !cell.sameFormat()) {
                // a custom node may not know output_config: the schema is told as an instruction
                assertThat(seen.system).contains("people").contains("JSON");
            } else {
                assertThat(seen.schema.at("/properties/people/type").asText()).isEqualToIgnoringCase("integer");
                assertThat(seen.schema.path("required")).hasSize(2);
            }
        }
    }

    static void utf8(Cell cell) {
        cell.vendor().saysByteByByte(Reply.text(Samples.POLYGLOT.repeat(3)));

        Heard heard = cell.hears(cell.ask(new Turn.User(Samples.POLYGLOT)), true);

        assertThat(heard.text()).isEqualTo(Samples.POLYGLOT.repeat(3));
        assertThat(cell.vendor().saw().userTexts).containsExactly(Samples.POLYGLOT);
    }
}
