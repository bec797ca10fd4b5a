package dev.sagfleet.simulator.text;

import dev.sagfleet.controller.rolloutimport.AwsSemantics;
import dev.sagfleet.controller.rolloutimport.HawkbitSemantics;
import dev.sagfleet.controller.rolloutimport.Original;
import java.util.Locale;

/** By what rules a rollout is rehearsed that comes from another system, for a person. */
public final class OriginalText {
    /**
     * In a few lines.
     *
     * @param isAnyMeant whether any device of the fleet is among its targets; else all are taken
     * @param isImageNamed whether it or the user says which version it brings
     */
    public static String of(Original original, boolean isAnyMeant, boolean isImageNamed) {
        TextTable table = TextTable.ofWords();
        if (original.semantics() instanceof HawkbitSemantics hawkbit) {
            table.add("rules", "of hawkBit: thresholds are of the whole group, and more errors than theirs pause it;");
            table.add("", "what neither finishes nor fails counts in neither, and keeps its group running for ever;");
            table.add("", "a group begins as a whole, nothing is tried again, and nobody resumes what was paused");
            table.add("groups", groups(hawkbit));
        } else if (original.semantics() instanceof AwsSemantics aws) {
            table.add(
                    "rules",
                    "of AWS IoT: no waves, but a rate at which things are notified, also those that are away;");
            table.add("", "aborts count executions that have ended; " + timeout(aws));
            table.add("rate", rate(original, aws));
        }
        table.add(
                "not so", "devices are told at once, and not at their next poll; they are simulated, and fail as such");
        if (!isAnyMeant) {
            table.add("targets", "none of these devices is among them, so all are taken");
        }
        if (!isImageNamed) {
            table.add("image", "none is named, so one stands for it that is newer than all");
        }
        return table.text();
    }

    private static String groups(HawkbitSemantics hawkbit) {
        HawkbitSemantics.Limits first = hawkbit.groups().get(0);
        boolean areAlike = hawkbit.groups().stream().allMatch(first::equals);
        return (areAlike ? "each" : "the first") + " lets the next one start at " + first.success()
                + " finished, and pauses the rollout above " + first.error() + " failed";
    }

    private static String timeout(AwsSemantics aws) {
        return aws.hasTimeout()
                ? "an execution in progress can time out, one that is queued cannot"
                : "no execution times out, so one that is silent keeps the job in progress for ever";
    }

    private static String rate(Original original, AwsSemantics aws) {
        int most = original.policy().pace().perMinute();
        return aws.growth()
                .map(growth -> String.format(
                        Locale.ROOT,
                        "%d a minute, times %s with each %,d that %s, up to %,d",
                        growth.basePerMinute(),
                        growth.factor().toPlainString(),
                        growth.things(),
                        growth.counted() == AwsSemantics.Counted.SUCCEEDED ? "succeed" : "are notified",
                        most))
                .orElse(String.format(Locale.ROOT, "%,d a minute", most));
    }

    private OriginalText() {}
}
