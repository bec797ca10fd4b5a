package dev.sagfleet.simulator.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A table on a terminal to which other things are printed too. */
class LiveBlockTest {
    private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
    private final PrintWriter out = new PrintWriter(new OutputStreamWriter(terminal, UTF_8));
    private final PrintStream before = System.err;

    @BeforeEach
    void printErrorsToTheTerminal() {
        System.setErr(new PrintStream(terminal, true, UTF_8));
    }

    @AfterEach
    void printErrorsAsBefore() {
        System.setErr(before);
    }

    private String screen() {
        return String.join("\n", TerminalScreen.of(terminal.toString(UTF_8)));
    }

    @Test
    void whatIsLoggedStandsAboveTheBlockAndTheBlockOnce() {
        try (var block = new LiveBlock(out)) {
            System.err.println("first");
            block.show("a\nb\n");
            System.err.println("second");
            System.err.println("third");
            block.show("c\nd\n");
            System.err.println("fourth");

            assertThat(screen()).isEqualTo("first\nsecond\nthird\nfourth\nc\nd");
        }
    }

    @Test
    void halfALineWaitsForItsEnd() {
        try (var block = new LiveBlock(out)) {
            block.show("a\n");
            System.err.print("half ");
            assertThat(screen()).isEqualTo("a");

            System.err.println("a line");
            assertThat(screen()).isEqualTo("half a line\na");
        }
    }

    @Test
    void aLogLineOfTheProductStandsAboveItToo() {
        try (var block = new LiveBlock(out)) {
            block.show("a\nb\n");
            LoggerFactory.getLogger(LiveBlockTest.class).warn("something is wrong");

            assertThat(screen()).endsWith("something is wrong\na\nb");
        }
    }

    @Test
    void onceItIsClosedErrorsGoWhereTheyWent() {
        PrintStream errors = System.err;
        new LiveBlock(out).close();

        assertThat(System.err).isSameAs(errors);
    }
}
