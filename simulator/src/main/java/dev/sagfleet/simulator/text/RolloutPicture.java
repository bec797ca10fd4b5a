package dev.sagfleet.simulator.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** A rollout at a glance, from its view in the control API: waves by what became of their devices, causes, waits. */
public final class RolloutPicture {
    /** More waves than that are not all shown: of those that are passed the latest few. */
    private static final int WAVES_SHOWN = 16;

    private static final int PASSED_SHOWN = 2;
    private static final int CAUSES_SHOWN = 8;
    private static final double MILLIS_PER_MINUTE = 60_000;
    private static final double MINUTES_PER_HOUR = 60;
    private static final double SLOW = 0.1;
    private static final double BITS_PER_MEGABIT = 1_000_000;

    private final JsonNode rollout;
    private final Set<Integer> stuck;
    private final ZoneId zone;
    private final long nowMillis;

    private RolloutPicture(JsonNode rollout, ZoneId zone, Set<Integer> stuck) {
        this.rollout = rollout;
        this.stuck = Set.copyOf(stuck);
        this.zone = zone;
        nowMillis = rollout.path("nowMillis").asLong();
    }

    /**
     * The lines.
     *
     * @param zone of the times shown
     */
    public static String of(JsonNode rollout, ZoneId zone) {
        return ofStuck(rollout, zone, Set.of());
    }

    /**
     * The lines of one of which some waves go on only if a person lets them.
     *
     * @param stuck these waves, from 1
     */
    static String ofStuck(JsonNode rollout, ZoneId zone, Set<Integer> stuck) {
        var picture = new RolloutPicture(rollout, zone, stuck);
        return picture.head() + picture.waves() + picture.causes() + picture.waits();
    }

    private String head() {
        TextTable table = TextTable.ofWords();
        table.add(
                "rollout",
                rollout.path("name").asText() + " (" + rollout.path("id").asText() + ')');
        table.add("image", rollout.path("image").asText());
        table.add(
                "state",
                RolloutText.state(rollout) + " since "
                        + time(rollout.path("sinceMillis").asLong()));
        table.add("devices", devices());
        if (rollout.path("membership").has("digest")
                && rollout.path("state").asText().equals("waiting_for_approval")) {
            table.add("membership", rollout.path("membership").path("digest").asText());
        }
        table.add("pace", pace());
        if (rollout.path("pace").has("egressBitsPerSecond")
                || rollout.path("egress").path("downloads").asInt() > 0) {
            table.add("egress", egress());
        }
        if (rollout.path("isChangedAtResume").asBoolean()) {
            table.add("file", "changed; counts from the resume on");
        }
        return table.text();
    }

    private String devices() {
        JsonNode membership = rollout.path("membership");
        if (rollout.path("state").asText().equals("draft")) {
            return membership.path("found").asText() + " found so far";
        }
        JsonNode counts = rollout.path("counts");
        List<String> parts = new ArrayList<>();
        counts.fieldNames().forEachRemaining(field -> {
            if (counts.path(field).asInt() > 0) {
                parts.add(counts.path(field).asText() + ' ' + field.replace('_', ' '));
            }
        });
        return parts.isEmpty() ? "none" : String.join(", ", parts);
    }

    private String pace() {
        JsonNode pace = rollout.path("pace");
        return rollout.path("working").asText() + " at work, at most "
                + pace.path("inFlight").asText() + "; at most "
                + pace.path("perMinute").asText() + " starts a minute";
    }

    /** What its downloads take now, against what they may. */
    private String egress() {
        JsonNode pace = rollout.path("pace");
        JsonNode egress = rollout.path("egress");
        String most = pace.has("egressBitsPerSecond") ? " of at most " + megabits(pace, "egressBitsPerSecond") : "";
        return megabits(egress, "bitsPerSecond") + most + " Mbit/s, "
                + egress.path("downloads").asInt() + " downloads";
    }

    private static String megabits(JsonNode fields, String name) {
        return String.format(Locale.ROOT, "%.1f", fields.path(name).asDouble() / BITS_PER_MEGABIT);
    }

    private String waves() {
        List<JsonNode> waves =
                StreamSupport.stream(rollout.path("waves").spliterator(), false).toList();
        if (waves.isEmpty()) {
            return "";
        }
        int passed = (int) waves.stream()
                .takeWhile(wave -> wave.path("stage").asText().matches("passed|empty"))
                .count();
        int first = waves.size() <= WAVES_SHOWN
                ? 0
                : Math.max(0, Math.min(passed - PASSED_SHOWN, waves.size() - WAVES_SHOWN));
        TextTable table = TextTable.ofWords();
        table.add("wave", "", "devices", "done", "failed", "halts at", "stage", "rate");
        waves.stream().skip(first).limit(WAVES_SHOWN).forEach(wave -> addWave(table, wave));
        int more = waves.size() - Math.min(waves.size(), first + WAVES_SHOWN);
        String apart = first > 0 ? "waves 1 to " + first + " are not shown\n" : "";
        return '\n' + apart + table.text() + (more > 0 ? "and " + more + " more\n" : "") + OutcomeBar.LEGEND + '\n';
    }

    private void addWave(TextTable table, JsonNode wave) {
        JsonNode counts = wave.path("counts");
        table.add(
                (wave.path("wave").asText() + ' ' + wave.path("name").asText()).strip(),
                '[' + OutcomeBar.of(counts) + ']',
                wave.path("members").asText(),
                Long.toString(ended(wave)),
                Integer.toString(
                        counts.path("failed").asInt() + counts.path("silent").asInt()),
                wave.path("halts").asText("-"),
                wave.path("stage").asText(),
                rate(wave));
    }

    private static long ended(JsonNode wave) {
        JsonNode counts = wave.path("counts");
        return wave.path("members").asLong()
                - counts.path("waiting").asLong()
                - counts.path("active").asLong();
    }

    /** Of an open wave of a rollout that runs: since it was opened, and how long it takes if that goes on. */
    private String rate(JsonNode wave) {
        long millis = nowMillis - wave.path("openedMillis").asLong(nowMillis);
        long ended = ended(wave);
        boolean isUnderWay = rollout.path("state").asText().equals("running")
                && wave.path("stage").asText().equals("open");
        if (!isUnderWay || ended == 0 || millis <= 0) {
            return "";
        }
        if (isHeld(wave)) {
            return "";
        }
        long left = wave.path("members").asLong() - ended;
        double perMinute = ended * MILLIS_PER_MINUTE / millis;
        String rate = perMinute < SLOW
                ? String.format(Locale.ROOT, "%.1f an hour", MINUTES_PER_HOUR * perMinute)
                : String.format(Locale.ROOT, "%.1f a minute", perMinute);
        return left == 0 ? rate : rate + ", " + SpanText.of(Duration.ofMillis(left * millis / ended)) + " more";
    }

    /** Whether it goes on only if a person lets it: then how fast it was forecasts nothing. */
    private boolean isHeld(JsonNode wave) {
        if (!rollout.path("state").asText().equals("running")
                || stuck.contains(wave.path("wave").asInt())) {
            return true;
        }
        return StreamSupport.stream(rollout.path("waitsFor").spliterator(), false)
                .anyMatch(wait -> wait.path("for").asText().equals("limbo")
                        && wait.path("wave").equals(wave.path("wave")));
    }

    private String causes() {
        List<JsonNode> causes = StreamSupport.stream(rollout.path("causes").spliterator(), false)
                .toList();
        if (causes.isEmpty()) {
            return "";
        }
        TextTable table = TextTable.withNumbersFrom(2);
        table.add("failed in", "cause", "devices");
        causes.stream()
                .limit(CAUSES_SHOWN)
                .forEach(cause -> table.add(
                        "wave " + cause.path("wave").asText(),
                        cause.has("code")
                                ? cause.path("reason").asText() + " ("
                                        + cause.path("code").asText() + ')'
                                : "not said",
                        cause.path("members").asText()));
        int more = causes.size() - CAUSES_SHOWN;
        return '\n' + table.text() + (more > 0 ? "and " + more + " more\n" : "");
    }

    private String waits() {
        String waits = StreamSupport.stream(rollout.path("waitsFor").spliterator(), false)
                .map(this::wait)
                .collect(Collectors.joining());
        return waits.isEmpty() ? "" : '\n' + waits;
    }

    private String wait(JsonNode wait) {
        String text = "waits for " + RolloutWaitText.of(wait);
        if (!wait.has("untilMillis")) {
            return text + '\n';
        }
        long untilMillis = wait.path("untilMillis").asLong();
        Duration left = Duration.ofMillis(Math.max(0, untilMillis - nowMillis));
        return text + ", until " + time(untilMillis) + " (" + SpanText.of(left) + ")\n";
    }

    private String time(long millis) {
        return RolloutText.time(millis, zone);
    }
}
