package dev.sagfleet.simulator.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a terminal without an end shows of what was printed to it. */
final class TerminalScreen {
    private static final Pattern TOKEN = Pattern.compile("\u001B\\[([?0-9]*)([A-Za-z])|\n|[^\u001B\n]+");

    private final List<String> lines = new ArrayList<>(List.of(""));
    private int row;

    /** The lines from the top, those at the end that are empty left out. */
    static List<String> of(String printed) {
        var screen = new TerminalScreen();
        Matcher tokens = TOKEN.matcher(printed);
        while (tokens.find()) {
            screen.take(tokens);
        }
        while (!screen.lines.isEmpty()
                && screen.lines.get(screen.lines.size() - 1).isEmpty()) {
            screen.lines.remove(screen.lines.size() - 1);
        }
        return screen.lines;
    }

    private void take(Matcher token) {
        if (token.group().equals("\n")) {
            row++;
            if (row == lines.size()) {
                lines.add("");
            }
        } else if (token.group(2) == null) {
            lines.set(row, token.group());
        } else if (token.group(2).equals("A")) {
            row = Math.max(0, row - Integer.parseInt(token.group(1)));
        } else if (token.group(2).equals("J")) {
            lines.subList(row, lines.size()).clear();
            lines.add("");
        }
    }
}
