package dev.sagfleet.simulator.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TerminalBlockTest {
    @Test
    void theFirstBlockIsPrintedWhereTheCursorIs() {
        assertThat(TerminalBlock.inPlaceOf("", "a\nb\n")).isEqualTo("\u001B[J\u001B[?7la\nb\n\u001B[?7h");
    }

    @Test
    void theNextBlockBeginsWhereTheOneBeforeItBegan() {
        assertThat(TerminalBlock.inPlaceOf("a\nb\n", "c\n")).isEqualTo("\u001B[2A\u001B[J\u001B[?7lc\n\u001B[?7h");
    }
}
