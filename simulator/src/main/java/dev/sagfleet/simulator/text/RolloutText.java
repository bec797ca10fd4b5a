package dev.sagfleet.simulator.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Rollouts of the control API, for a person, a line each. */
public final class RolloutText {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final int SERIALS_SHOWN = 10;
    private static final int PERCENT = 100;
    private static final int STEP_PERCENT = 10;

    /** How it stands: {@code to all (ro-1): paused by ann (lunch), waits for who lets it go on}. */
    public static String line(JsonNode rollout) {
        return rollout.path("name").asText() + " (" + rollout.path("id").asText() + "): " + state(rollout)
                + waits(rollout);
    }

    private static String waits(JsonNode rollout) {
        return rollout.path("waitsFor").isEmpty()
                ? ""
                : ", waits for "
                        + StreamSupport.stream(rollout.path("waitsFor").spliterator(), false)
                                .map(RolloutWaitText::of)
                                .collect(Collectors.joining(", "));
    }

    /** Its state and, where somebody or something has stopped it, who and why. */
    static String state(JsonNode rollout) {
        String state = rollout.path("state").asText().replace('_', ' ');
        return switch (state) {
            case "paused", "halted", "cancelled" ->
                state + " by " + rollout.path("by").asText() + " ("
                        + rollout.path("why").asText() + ')';
            default -> state;
        };
    }

    /** How it stands after a change of its file. */
    public static String changed(JsonNode rollout) {
        String when = rollout.path("isChangedAtResume").asBoolean() ? " from the resume on" : "";
        return line(rollout) + ", goes by revision " + rollout.path("revision").asText() + when;
    }

    /** How far it is, which is the same text until there is something to tell. */
    public static String step(JsonNode rollout) {
        String name = rollout.path("name").asText() + ": " + state(rollout);
        Optional<JsonNode> open = StreamSupport.stream(rollout.path("waves").spliterator(), false)
                .filter(wave -> wave.path("stage").asText().equals("open"))
                .findFirst();
        if (open.isEmpty()) {
            return name + outcome(rollout.path("counts")) + barriers(rollout);
        }
        JsonNode wave = open.get();
        return name + ", wave " + wave.path("wave").asText() + " of "
                + rollout.path("waves").size() + " to " + done(wave) + " %" + outcome(wave.path("counts"))
                + barriers(rollout);
    }

    /** What keeps devices from going on, whatever time passes. */
    private static String barriers(JsonNode rollout) {
        return StreamSupport.stream(rollout.path("waitsFor").spliterator(), false)
                .filter(RolloutWaitText::isBarrier)
                .map(wait -> ", waits for " + RolloutWaitText.of(wait))
                .collect(Collectors.joining());
    }

    /** Whether nothing more becomes of it until a person changes something, as no device that is left can go on. */
    public static boolean isBarred(JsonNode rollout) {
        return !rollout.path("waitsFor").isEmpty()
                && StreamSupport.stream(rollout.path("waitsFor").spliterator(), false)
                        .allMatch(RolloutWaitText::isBarrier);
    }

    /** In steps, or each device would be a line. */
    private static long done(JsonNode wave) {
        JsonNode counts = wave.path("counts");
        long all = wave.path("members").asLong();
        long open = counts.path("waiting").asLong() + counts.path("active").asLong();
        return all == 0 ? PERCENT : (all - open) * PERCENT / all / STEP_PERCENT * STEP_PERCENT;
    }

    private static String outcome(JsonNode counts) {
        return Stream.of("failed", "silent")
                .filter(field -> counts.path(field).asInt() > 0)
                .map(field -> ", " + counts.path(field).asText() + ' ' + field)
                .collect(Collectors.joining());
    }

    /**
     * A line of its log.
     *
     * @param zone of the time shown
     */
    public static String logLine(JsonNode line, ZoneId zone) {
        return String.format(
                Locale.ROOT,
                "%s  %-20s  %s: %s",
                time(line.path("atMillis").asLong(), zone),
                line.path("state").asText().replace('_', ' '),
                line.path("by").asText(),
                line.path("why").asText());
    }

    static String time(long millis, ZoneId zone) {
        return TIME.withZone(zone).format(Instant.ofEpochMilli(millis));
    }

    /** Who goes back to what it ran before, and who cannot. */
    public static String reversal(JsonNode reversal) {
        TextTable table = TextTable.ofWords();
        table.add("go back", reversal.path("returns").asText());
        row(table, "cannot", reversal.path("forbidden"));
        row(table, "unknown", reversal.path("unknown"));
        return table.text();
    }

    private static void row(TextTable table, String name, JsonNode devices) {
        if (devices.path("devices").asInt() > 0) {
            table.add(name, devices.path("devices").asText() + ": " + RolloutCheckText.serials(devices, SERIALS_SHOWN));
        }
    }

    private RolloutText() {}
}
