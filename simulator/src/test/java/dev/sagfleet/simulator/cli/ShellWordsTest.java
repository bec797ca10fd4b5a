package dev.sagfleet.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class ShellWordsTest {
    @Test
    void wordsStandBetweenBlanks() {
        assertThat(ShellWords.of("  Do  --Name value\t--Other=more "))
                .containsExactly("Do", "--Name", "value", "--Other=more");
        assertThat(ShellWords.of(" \t")).isEmpty();
    }

    @Test
    void quotesKeepBlanksAndMayStandInsideAWord() {
        assertThat(ShellWords.of("--Name='a b' --Other \"it's\" ''"))
                .containsExactly("--Name=a b", "--Other", "it's", "");
    }

    @Test
    void aBackslashTakesTheNextCharacterAsItIsButInSingleQuotes() {
        assertThat(ShellWords.of("a\\ b \"say \\\"x\\\"\" 'a\\b'")).containsExactly("a b", "say \"x\"", "a\\b");
    }

    @Test
    void aCommentGoesToTheEndOfTheLine() {
        assertThat(ShellWords.of("# all of it")).isEmpty();
        assertThat(ShellWords.of("Do # the rest")).isEqualTo(List.of("Do"));
        assertThat(ShellWords.of("Do#not '# either'")).containsExactly("Do#not", "# either");
    }

    @Test
    void whatIsNotFinishedIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ShellWords.of("--Name 'a"))
                .withMessage("a quote that is not closed (expected: another ')");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ShellWords.of("a\\"))
                .withMessage("nothing behind the last \\ (expected: a character)");
    }
}
