package io.omniroute.it.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.it.conversation.Heard;
import io.omniroute.it.conversation.Reply;
import io.omniroute.it.conversation.Seen;
import io.omniroute.it.conversation.Turn;

/** Pictures and papers arrive byte by byte as they were sent. */
final class MediaScenarios {
    private MediaScenarios() {}

    static void image(Cell cell) {
        Seen seen = show(cell, new Turn.Picture("What is this?", Samples.PNG));

        assertThat(seen.pictures).containsExactly(Samples.base64(Samples.PNG));
        assertThat(String.join("", seen.userTexts)).isEqualTo("What is this?");
    }

    static void pdf(Cell cell) {
        Seen seen = show(cell, new Turn.Paper("Sum it up.", Samples.PDF));

        assertThat(seen.papers).containsExactly(Samples.base64(Samples.PDF));
        assertThat(String.join("", seen.userTexts)).isEqualTo("Sum it up.");
    }

    private static Seen show(Cell cell, Turn turn) {
        cell.vendor().says(Reply.text("Nothing much."));
        Heard heard = cell.hears(cell.ask(turn), false);
        assertThat(heard.text()).isEqualTo("Nothing much.");
        return cell.vendor().saw();
    }
}
