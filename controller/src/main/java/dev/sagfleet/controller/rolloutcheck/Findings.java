package dev.sagfleet.controller.rolloutcheck;

import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.controller.rollout.Rollback;
import dev.sagfleet.controller.rollout.RolloutPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Looks through a report for what cannot go well, and for what is worth a word. */
final class Findings {
    private final CheckReport report;
    private final RolloutPolicy policy;
    private final List<Finding> found = new ArrayList<>();

    private Findings(CheckReport report) {
        this.report = report;
        policy = report.policy();
    }

    /** The same report with what is found in it. */
    static CheckReport with(CheckReport report, boolean isImageThere, Matching matching) {
        var findings = new Findings(report);
        findings.members(isImageThere, matching);
        if (report.members() > 0) {
            findings.tooOld(matching.tooOld());
            findings.waves();
            findings.canary();
            findings.time();
            findings.rollback();
        }
        findings.found.sort(Comparator.comparing(Finding::isUnsound).reversed());
        return new CheckReport(
                report.policy(),
                report.members(),
                report.alreadyThere(),
                report.membership(),
                report.filters(),
                report.waves(),
                report.detection(),
                report.forecast(),
                report.openings(),
                report.irreversible(),
                report.unknownBefore(),
                findings.found);
    }

    private void members(boolean isImageThere, Matching matching) {
        Map<DeviceModel, Integer> withoutImage = matching.withoutImage();
        if (!isImageThere) {
            unsound("there is no image " + policy.image());
        } else if (matching.matches().isEmpty() && !withoutImage.isEmpty()) {
            unsound("image " + policy.image() + " fits none of the models: " + models(withoutImage));
        } else if (matching.matches().isEmpty()) {
            unsound("the filters match nothing" + emptyFilters());
        } else {
            withoutImage.forEach((model, count) -> note(
                    count + " of " + model.label() + " are left out: image " + policy.image() + " is not for them"));
            if (report.members() == 0) {
                unsound("nothing to do: all " + report.alreadyThere() + " that match run the image");
            }
        }
    }

    private String emptyFilters() {
        List<String> empty = report.filters().stream()
                .filter(filter -> filter.meeting() == 0)
                .map(Filter::name)
                .toList();
        if (report.filters().isEmpty()) {
            return ", since there are no devices";
        }
        return empty.isEmpty() ? ": each of them does, all of them together do not" : ": " + String.join(", ", empty);
    }

    private static String models(Map<DeviceModel, Integer> counts) {
        return String.join(
                ", ",
                counts.entrySet().stream()
                        .map(entry -> entry.getValue() + " of " + entry.getKey().label())
                        .toList());
    }

    private void tooOld(int count) {
        if (count == report.members()) {
            unsound("all run less than the image needs, and would refuse it");
        } else if (count > 0) {
            note(count + " run less than the image needs, and will fail");
        }
    }

    private void waves() {
        for (WaveReport wave : report.waves()) {
            if (wave.size() == 0) {
                note(title(wave) + " is empty and skipped");
            }
            if (wave.isRest()) {
                note("the waves end below 100%: the rest, " + wave.size() + ", is a last wave of its own");
            }
            OptionalInt limbo = wave.gate().map(WaveGate::limbo).orElse(OptionalInt.empty());
            limbo.ifPresent(silent -> unsound(title(wave) + " can end in limbo: with " + silent + " of " + wave.size()
                    + " silent and " + (wave.gate().orElseThrow().halting() - 1)
                    + " failed it neither advances nor halts, since silence counts as nothing"));
        }
    }

    private static String title(WaveReport wave) {
        return "wave " + wave.number()
                + wave.name().map(name -> ", " + name + ',').orElse("");
    }

    private void canary() {
        WaveReport first = report.waves().get(0);
        if (first.size() == report.members() && first.size() > 1) {
            note("there is no canary: the first wave is all members");
        } else if (first.sites() == 1 && first.size() > 1) {
            note("all " + first.size() + " of the first wave are at one site");
        }
    }

    private void time() {
        Forecast forecast = report.forecast().orElseThrow();
        Optional<Duration> finish = forecast.finish();
        if (finish.isEmpty()) {
            unsound("it cannot finish: its windows end before that");
        }
        policy.end()
                .filter(end -> finish.isPresent() && end.after().compareTo(finish.get()) < 0)
                .ifPresent(end -> unsound("it ends before it can finish, even if all goes well"));
        if (forecast.tooLong() > 0) {
            note(forecast.tooLong() + " take longer than a window is open, and will end after it");
        }
    }

    private void rollback() {
        boolean isPlanned = policy.rollback().when() == Rollback.When.HALTED;
        int irreversible = report.irreversible().size();
        if (irreversible == 0) {
            return;
        }
        String text = irreversible + " of " + report.members()
                + " cannot be rolled back: what they run is below the security floor that they have, or get";
        if (isPlanned && irreversible == report.members()) {
            unsound(text + "; yet the rollout is to be rolled back when it halts");
        } else {
            note(text);
        }
    }

    private void unsound(String text) {
        found.add(new Finding(true, text));
    }

    private void note(String text) {
        found.add(new Finding(false, text));
    }
}
