package dev.sagfleet.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
    private final StringWriter printed = new StringWriter();
    private final PrintWriter out = new PrintWriter(printed);

    @Test
    void onATerminalItIsOneLineThatIsGoneAtTheEnd() {
        try (var line = new ProgressLine(out, true)) {
            line.say("1 of 3");
            line.say("2 of 3");
            assertThat(TerminalScreen.of(printed.toString())).containsExactly("2 of 3");
        }
        out.println("all");
        out.flush();

        assertThat(TerminalScreen.of(printed.toString())).containsExactly("all");
    }

    @Test
    void elsewhereEachIsALineOfItsOwn() {
        try (var line = new ProgressLine(out, false)) {
            assertThat(line.isDue()).as("not as soon as it begins").isFalse();
            line.say("1 of 3");
            line.say("2 of 3");
        }

        assertThat(printed.toString()).isEqualToNormalizingNewlines("1 of 3\n2 of 3\n");
    }
}
