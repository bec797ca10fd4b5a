package dev.sagfleet.simulator.text;

import dev.sagfleet.controller.rollout.Counts;
import dev.sagfleet.controller.rollout.Member;
import dev.sagfleet.controller.rollout.Rollout;
import dev.sagfleet.controller.rollout.RolloutState;
import dev.sagfleet.simulator.fleet.KnownFleet;
import dev.sagfleet.simulator.rehearsal.Absences;
import dev.sagfleet.simulator.rehearsal.Script;
import dev.sagfleet.simulator.rehearsal.UnderWay;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.StringJoiner;

/** What of a rehearsal is known of a running controller, and what is rehearsed. */
public final class KnownText {
    private static final long BYTES_PER_MEBIBYTE = 1L << 20;

    /**
     * In a few lines.
     *
     * @param controller where it is
     * @param now when it was asked
     */
    public static String of(String controller, Instant now, KnownFleet fleet, Script script) {
        var known = new StringJoiner("; ");
        known.add(devices(fleet.blueprint().deviceCount()) + " of " + controller + " at " + now);
        boolean areBack = script.absences().equals(Absences.NONE);
        known.add(fleet.offline().size() + " of them offline" + (areBack ? ", taken to be there" : ""));
        if (fleet.unseen() > 0) {
            known.add(fleet.unseen() + " never seen, and taken to run what most of their model do");
        }
        if (fleet.quiet() > 0) {
            known.add(fleet.quiet() + " of unknown traffic, taken as that of others of their model");
        }
        if (fleet.leftOut() > 0) {
            known.add(devices(fleet.leftOut()) + " that cannot be upgraded left out");
        }
        List<String> rehearsed = new ArrayList<>(List.of("when who is offline comes back, and what fails"));
        TextTable table = TextTable.ofWords();
        table.add("known", known.toString());
        table.add("", "versions, places, tags, and the bandwidths that were bought, as links");
        table.add("image", image(script));
        script.known().flatMap(found -> found.underWay()).ifPresent(underWay -> {
            table.add("rollout", rollout(underWay));
            rehearsed.add("all that follows");
            long working = underWay.members().stream()
                    .map(Member::phase)
                    .filter(phase -> phase.isOrdered())
                    .count();
            if (working > 0) {
                rehearsed.add(devices(working) + " at work, from the beginning of their attempts");
            }
        });
        table.add("rehearsed", String.join("; ", rehearsed));
        return table.text();
    }

    private static String rollout(UnderWay underWay) {
        Rollout rollout = underWay.rollout();
        Counts counts = rollout.counts();
        String stands = String.format(
                Locale.ROOT,
                "%s, started at %s, %s: wave %d of %d; %,d of %,d upgraded, %,d failed, %,d silent",
                rollout.policy().name(),
                underWay.started(),
                rollout.state().name().toLowerCase(Locale.ROOT),
                Math.min(rollout.frontier() + 1, rollout.waves().size()),
                rollout.waves().size(),
                counts.succeeded(),
                counts.judged(),
                counts.failed(),
                counts.silent());
        String resumed = rollout.state() == RolloutState.HALTED
                ? "; goes on as if its failures were accepted"
                : rollout.state() == RolloutState.PAUSED ? "; goes on as if it were resumed" : "";
        return stands + resumed + (underWay.change().isPresent() ? "; goes on by the file" : "");
    }

    private static String image(Script script) {
        OptionalLong bytes = script.known()
                .map(known -> known.imageBytes(script.policy().image()))
                .orElse(OptionalLong.empty());
        String version = script.policy().image().toString();
        return bytes.isPresent()
                ? version + " of the catalogue, " + size(bytes.getAsLong())
                : version + ", which the catalogue has not: one of " + size(script.imageBytes()) + " for all models";
    }

    private static String size(long bytes) {
        return bytes % BYTES_PER_MEBIBYTE == 0 ? bytes / BYTES_PER_MEBIBYTE + " MiB" : bytes + " bytes";
    }

    private static String devices(long count) {
        return String.format(Locale.ROOT, count == 1 ? "%,d device" : "%,d devices", count);
    }

    private KnownText() {}
}
