package dev.sagfleet.simulator.fidelity;

import dev.sagfleet.agent.runtime.Flash;
import dev.sagfleet.controller.event.EventFilter;
import dev.sagfleet.controller.event.EventReader;
import dev.sagfleet.controller.inventory.Settings;
import dev.sagfleet.controller.rolloutfile.RolloutFile;
import dev.sagfleet.simulator.rehearsal.Absences;
import dev.sagfleet.simulator.rehearsal.Outcome;
import dev.sagfleet.simulator.rehearsal.Rehearsal;
import dev.sagfleet.simulator.rehearsal.Script;
import dev.sagfleet.simulator.virtual.VirtualTime;
import dev.sagfleet.simulator.world.VirtualWorld;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The campaign on virtual time, as {@code sag rehearse} runs it. */
final class RehearsedCampaign implements Rehearsal.Listener {
    private static final Duration BOUND = Duration.ofDays(1);
    private static final Duration BACK_MAX = Duration.ofHours(1);
    private static final int BATCH = 10_000;
    private static final int COMMITS = 200;

    private final Reconnects reconnects = new Reconnects();
    private @Nullable Courses courses;
    private final List<Duration> commits = new ArrayList<>();

    /** Runs it. */
    static Observed run(SmallCampaign campaign, Instant begin) {
        var script = new Script(
                RolloutFile.parse("twice.yaml", campaign.rollout(), begin),
                campaign.fleet().blueprint(),
                campaign.imageBytes(),
                begin,
                BOUND,
                Absences.NONE,
                campaign.fleet().seed());
        var seen = new RehearsedCampaign();
        Outcome outcome = Rehearsal.run(script, seen);
        return new Observed(
                begin,
                outcome.rollout().state(),
                Objects.requireNonNull(seen.courses),
                seen.reconnects.times(),
                seen.commits);
    }

    @Override
    public Flash watching(VirtualTime time, Flash flash) {
        courses = new Courses(flash, time::nowNanos);
        return courses;
    }

    @Override
    public void over(VirtualWorld world) {
        for (int i = 0; i < COMMITS; i++) {
            long beganNanos = world.time().nowNanos();
            boolean unusedAnswer = world.finish(world.core().store().write(transaction -> {
                boolean isOn = transaction.settings().current().versionCheck();
                transaction.settings().save(new Settings(!isOn));
                return true;
            }));
            commits.add(Duration.ofNanos(world.time().nowNanos() - beganNanos));
        }
        int devices = world.fleet().size();
        world.time().runUntil(() -> world.core().sessions().onlineCount() == devices, BACK_MAX);
        EventReader events = EventReader.fromNow(world.core().events(), EventFilter.ALL);
        world.fleet().cutAll();
        world.time()
                .runUntil(
                        () -> {
                            events.read(BATCH).events().forEach(reconnects::add);
                            return reconnects.times().size() == devices;
                        },
                        BACK_MAX);
    }
}
