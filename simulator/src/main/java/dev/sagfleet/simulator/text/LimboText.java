package dev.sagfleet.simulator.text;

import dev.sagfleet.simulator.rehearsal.Limbo;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A rollout in limbo, for a person. */
public final class LimboText {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** In a few lines. */
    public static String of(Limbo limbo) {
        var text = new StringBuilder("LIMBO: it neither goes on nor stops since " + at(limbo.since()) + "\n");
        for (Limbo.Stuck stuck : limbo.stuck()) {
            text.append(String.format(
                    Locale.ROOT,
                    "  %s waits for %,d %s, and %s\n",
                    stuck.name(),
                    stuck.devices(),
                    stuck.devices() == 1 ? "device" : "devices",
                    stuck.isOpen() ? "what is behind it does not begin" : "the rollout does not end"));
            stuck.waysOut().forEach(way -> text.append("    it would have been freed by ")
                    .append(way)
                    .append('\n'));
        }
        return text.toString();
    }

    private static String at(Instant time) {
        return MINUTE.format(time);
    }

    private LimboText() {}
}
