package dev.sagfleet.simulator.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * The members of a wave as a bar of characters, by what became of them. Each outcome has its share of the bar, and at least
 * one character if any member came to it, so that one failure of many is seen.
 */
final class OutcomeBar {
    static final int WIDTH = 30;

    /** What the characters stand for. */
    static final String LEGEND = "# succeeded  x failed  ? silent  > active  . waiting  - apart";

    private static final List<Outcome> OUTCOMES = List.of(
            new Outcome("#", List.of("succeeded", "already_there")),
            new Outcome("x", List.of("failed")),
            new Outcome("?", List.of("silent")),
            new Outcome("-", List.of("cancelled", "superseded", "left")),
            new Outcome(">", List.of("active")),
            new Outcome(".", List.of("waiting")));

    /** What a character stands for: the states that are counted together, as the control API names them. */
    private record Outcome(String character, List<String> states) {
        int count(JsonNode counts) {
            return states.stream().mapToInt(state -> counts.path(state).asInt()).sum();
        }
    }

    /** @param counts of members by their states, as the control API shows them */
    static String of(JsonNode counts) {
        int[] members =
                OUTCOMES.stream().mapToInt(outcome -> outcome.count(counts)).toArray();
        int[] cells = cells(members);
        var bar = new StringBuilder();
        for (int i = 0; i < cells.length; i++) {
            bar.append(OUTCOMES.get(i).character().repeat(cells[i]));
        }
        return bar.append(" ".repeat(WIDTH - bar.length())).toString();
    }

    /** Whole cells, and what is over or missing from where it shows least. */
    private static int[] cells(int[] members) {
        long all = 0;
        for (int some : members) {
            all += some;
        }
        int[] cells = new int[members.length];
        int sum = 0;
        for (int i = 0; i < members.length; i++) {
            cells[i] = members[i] == 0 ? 0 : (int) Math.max(1, (long) WIDTH * members[i] / all);
            sum += cells[i];
        }
        while (all > 0 && sum != WIDTH) {
            int step = sum < WIDTH ? 1 : -1;
            cells[largest(cells)] += step;
            sum += step;
        }
        return cells;
    }

    private static int largest(int[] cells) {
        int largest = 0;
        for (int i = 1; i < cells.length; i++) {
            largest = cells[i] > cells[largest] ? i : largest;
        }
        return largest;
    }

    private OutcomeBar() {}
}
