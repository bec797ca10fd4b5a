package dev.sagfleet.simulator.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * A line as the words that a shell would make of it: single quotes, double quotes, a backslash in front of a
 * character, and a comment from a {@code #} that begins a word.
 */
final class ShellWords {
    private static final char NONE = 0;

    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean isInWord;
    private char quote = NONE;

    /** @throws IllegalArgumentException if a quote is not closed, or nothing follows a backslash */
    static List<String> of(String line) {
        return new ShellWords().read(line);
    }

    private List<String> read(String line) {
        for (int i = 0; i < line.length(); i++) {
            char character = line.charAt(i);
            if (isEscape(character)) {
                i++;
                if (i == line.length()) {
                    throw new IllegalArgumentException("nothing behind the last \\ (expected: a character)");
                }
                append(line.charAt(i));
            } else if (character == quote) {
                quote = NONE;
            } else if (quote != NONE) {
                append(character);
            } else if (character == '\'' || character == '"') {
                quote = character;
                isInWord = true;
            } else if (character == '#' && !isInWord) {
                break;
            } else if (Character.isWhitespace(character)) {
                end();
            } else {
                append(character);
            }
        }
        if (quote != NONE) {
            throw new IllegalArgumentException("a quote that is not closed (expected: another " + quote + ')');
        }
        end();
        return List.copyOf(words);
    }

    private boolean isEscape(char character) {
        return character == '\\' && quote != '\'';
    }

    private void append(char character) {
        word.append(character);
        isInWord = true;
    }

    private void end() {
        if (isInWord) {
            words.add(word.toString());
            word.setLength(0);
            isInWord = false;
        }
    }
}
