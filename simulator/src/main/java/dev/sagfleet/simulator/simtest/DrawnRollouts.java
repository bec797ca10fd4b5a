package dev.sagfleet.simulator.simtest;

import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.controller.campaign.Campaigns;
import dev.sagfleet.controller.core.ControllerCore;
import dev.sagfleet.controller.inventory.FirmwareImage;
import dev.sagfleet.controller.inventory.Rejection;
import dev.sagfleet.controller.rollout.Hold;
import dev.sagfleet.controller.rollout.Rollback;
import dev.sagfleet.controller.rollout.Rollout;
import dev.sagfleet.controller.rollout.RolloutEvent;
import dev.sagfleet.controller.rollout.RolloutRequest;
import dev.sagfleet.simulator.time.Seed;
import java.util.List;
import java.util.stream.Stream;

/** What somebody who looks after rollouts does next, often with sense and often at a bad moment. */
final class DrawnRollouts implements Drawn {
    /** What they do. */
    static final List<String> CALLS = List.of(
            "approve",
            "approve wave",
            "cancel",
            "create",
            "edit",
            "pause",
            "remove",
            "resume",
            "retry",
            "roll back",
            "start");

    /** What they can hear that does not succeed. */
    static final List<String> REFUSALS = Stream.of(
                    Rejection.ROLLOUT_EXISTS,
                    Rejection.ROLLOUT_FIXED,
                    Rejection.ROLLOUT_MEMBERS,
                    Rejection.ROLLOUT_NOT_FOUND,
                    Rejection.ROLLOUT_STALE,
                    Rejection.ROLLOUT_STATUS,
                    Rejection.ROLLOUT_STILL_HALTED,
                    Rejection.ROLLOUT_WAVE)
            .map(Rejection::code)
            .toList();

    private static final List<String> NAMES = List.of("north", "south", "all branches");

    /** How many are under way before nobody makes another one. */
    private static final int UNDER_WAY_MAX = 2;

    private final RolloutAudit rollouts;
    private final DrawnImages images;
    private final String who;
    private final boolean isMeasuring;

    /** @param measuring whether any of their rollouts looks at the health of its waves */
    DrawnRollouts(RolloutAudit rollouts, DrawnImages images, String who, boolean measuring) {
        this.rollouts = rollouts;
        this.images = images;
        this.who = who;
        isMeasuring = measuring;
    }

    @Override
    public Deed next(ControllerCore core, Seed seed, String requestId) {
        List<Rollout> known = rollouts.known();
        long underWay =
                known.stream().filter(rollout -> !rollout.state().isOver()).count();
        if (known.isEmpty() || (underWay < UNDER_WAY_MAX && seed.fraction("creates") < 0.35)) {
            return create(core, seed);
        }
        boolean isAny = seed.fraction("any") < 0.2;
        List<Rollout> meant = known.stream()
                .filter(rollout -> isAny || underWay == 0 || !rollout.state().isOver())
                .toList();
        Rollout rollout = meant.get(any(seed, "rollout", meant.size()));
        String call = seed.fraction("bad moment") < 0.1
                ? CALLS.get(any(seed, "call", CALLS.size()))
                : sensible(rollout, seed.fraction("which"));
        return call(core, call, rollout, seed);
    }

    private Deed create(ControllerCore core, Seed seed) {
        FirmwareImage image = images.all().get(any(seed, "image", images.all().size()));
        String name = NAMES.get(any(seed, "name", NAMES.size()));
        return new Deed(
                "create",
                name + " with " + image.version(),
                core.campaigns().create(DrawnPolicies.of(seed, name, image.version(), isMeasuring), who));
    }

    /** What may be of use in a state. */
    private static String sensible(Rollout rollout, double which) {
        return switch (rollout.state()) {
            case DRAFT -> which < 0.8 ? "edit" : "cancel";
            case WAITING_FOR_APPROVAL -> which < 0.85 ? "approve" : which < 0.95 ? "edit" : "cancel";
            case SCHEDULED -> which < 0.9 ? "start" : which < 0.97 ? "edit" : "cancel";
            case RUNNING -> running(rollout, which);
            case PAUSED -> which < 0.7 ? "resume" : which < 0.85 ? "edit" : which < 0.97 ? "retry" : "cancel";
            case HALTED ->
                which < 0.4
                        ? "resume"
                        : which < 0.6 ? "edit" : which < 0.75 ? "retry" : which < 0.95 ? "roll back" : "cancel";
            case FINISHED -> which < 0.5 ? "retry" : which < 0.8 ? "roll back" : "remove";
            case CANCELLED -> which < 0.5 ? "roll back" : "remove";
        };
    }

    private static String running(Rollout rollout, double which) {
        boolean isAsked = rollout.frontier() < rollout.waves().size()
                && (hold(rollout) == Hold.APPROVAL || hold(rollout) == Hold.EMPTY);
        if (isAsked && which < 0.6) {
            return "approve wave";
        }
        return which < 0.4 ? "pause" : which < 0.7 ? "edit" : which < 0.95 ? "retry" : "cancel";
    }

    private static Hold hold(Rollout rollout) {
        return rollout.waves().get(rollout.frontier()).hold();
    }

    private Deed call(ControllerCore core, String call, Rollout rollout, Seed seed) {
        Campaigns campaigns = core.campaigns();
        String id = rollout.origin().id();
        String what = id + ", which is " + rollout.state();
        Rollback.Scope scope = seed.fraction("scope") < 0.5 ? Rollback.Scope.WAVE : Rollback.Scope.ALL;
        return switch (call) {
            case "create" -> create(core, seed);
            case "start" -> new Deed(call, what, campaigns.start(id, who));
            case "remove" -> new Deed(call, what, campaigns.remove(id));
            case "approve" -> told(campaigns, call, rollout, new RolloutRequest.Approve(members(rollout), who));
            case "approve wave" ->
                told(campaigns, call, rollout, new RolloutRequest.ApproveWave(rollout.frontier(), who));
            case "pause" ->
                told(campaigns, call, rollout, new RolloutRequest.Pause(seed.fraction("hard") < 0.4, who, "to look"));
            case "resume" ->
                told(campaigns, call, rollout, new RolloutRequest.Resume(seed.fraction("accept") < 0.5, who, "looked"));
            case "cancel" -> told(campaigns, call, rollout, new RolloutRequest.Cancel(who, "not wanted"));
            case "retry" -> told(campaigns, call, rollout, new RolloutRequest.Retry(who));
            case "roll back" -> told(campaigns, call, rollout, new RolloutRequest.Revert(scope, who));
            case "edit" -> edit(campaigns, rollout, seed);
            default -> throw new IllegalStateException(call + " is nothing that is done");
        };
    }

    private Deed edit(Campaigns campaigns, Rollout rollout, Seed seed) {
        double how = seed.fraction("edit");
        int revision = how < 0.1 ? rollout.revision() - 1 : rollout.revision();
        var policy = how > 0.85
                ? DrawnPolicies.of(
                        seed, rollout.policy().name(), rollout.policy().image(), isMeasuring)
                : DrawnPolicies.withKnobs(rollout.policy(), seed, isMeasuring);
        return told(campaigns, "edit", rollout, new RolloutRequest.Edit(policy, revision, who));
    }

    private static Deed told(Campaigns campaigns, String call, Rollout rollout, RolloutEvent wish) {
        String id = rollout.origin().id();
        return new Deed(call, id + ", which is " + rollout.state(), campaigns.tell(id, wish));
    }

    private static Digest members(Rollout rollout) {
        return rollout.membership().dealt().orElse(Digest.ofText("of nobody"));
    }

    private static int any(Seed seed, String purpose, int of) {
        return (int) (seed.fraction(purpose) * of);
    }
}
