package dev.sagfleet.simulator.simtest;

import dev.sagfleet.controller.core.ControllerCore;
import dev.sagfleet.controller.inventory.RejectedException;
import dev.sagfleet.controller.inventory.Store;
import dev.sagfleet.controller.inventory.StoreException;
import dev.sagfleet.controller.rpc.ApiException;
import dev.sagfleet.simulator.fleet.InstanceBlueprint;
import dev.sagfleet.simulator.time.Seed;
import dev.sagfleet.simulator.world.VirtualWorld;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Those who look after the firmware of the devices, one for each instance, and those who look after rollouts: each does
 * one thing after the other.
 */
final class Upgraders {
    private static final long PAUSE_NANOS_MAX = TimeUnit.SECONDS.toNanos(60);
    private static final long DEED_NANOS_MAX = TimeUnit.SECONDS.toNanos(60);

    /** In so many worlds single devices are upgraded seldom, so that rollouts come further. */
    private static final double CALM_WORLDS = 0.5;

    private static final long CALM = 6;
    /** In so many worlds devices report their traffic, and rollouts look at it. */
    private static final double MEASURING_WORLDS = 0.5;

    private static final Duration REPORT_INTERVAL = Duration.ofSeconds(15);
    private static final List<String> OPERATORS = List.of("ann", "bob", "eve");

    private final VirtualWorld world;
    private final Story story;
    private final List<Upgrader> upgraders = new ArrayList<>();
    private final boolean isMeasuring;
    private boolean isOver;

    Upgraders(VirtualWorld world, SimOptions options, DrawnImages images, RolloutAudit rollouts, Story story) {
        this.world = world;
        this.story = story;
        Seed seed = new Seed(options.seed()).at("simtest upgraders");
        boolean areCalm = seed.fraction("calm") < CALM_WORLDS;
        for (InstanceBlueprint instance : world.blueprint().instances()) {
            upgraders.add(new Upgrader(
                    "upgrade",
                    instance.name(),
                    new DrawnUpgrades(world, instance, images),
                    seed.at(instance.id()),
                    areCalm ? CALM * PAUSE_NANOS_MAX : PAUSE_NANOS_MAX));
        }
        isMeasuring = seed.fraction("measuring") < MEASURING_WORLDS;
        for (String operator : OPERATORS) {
            upgraders.add(new Upgrader(
                    "rollout",
                    operator,
                    new DrawnRollouts(rollouts, images, operator, isMeasuring),
                    seed.at(operator),
                    PAUSE_NANOS_MAX));
        }
    }

    void begin() {
        upgraders.forEach(upgrader -> upgrader.pause(0));
        if (isMeasuring) {
            world.reportTraffic(REPORT_INTERVAL);
        }
    }

    /** The controller is gone, and with it the answers. */
    void endCalls() {
        upgraders.forEach(upgrader -> upgrader.deed = null);
    }

    /** From now on nobody does anything any more. */
    void end() {
        isOver = true;
    }

    /** Once everything is as it should be. */
    void finish() {
        upgraders.forEach(upgrader -> upgrader.requireNotWaiting(0));
    }

    private final class Upgrader {
        private final String name;
        private final String kind;
        private final Drawn drawn;
        private final Seed seed;
        private final long pauseNanosMax;
        private Drawn.@Nullable Deed deed;
        private long sinceNanos;
        private long turns;

        Upgrader(String kind, String name, Drawn drawn, Seed seed, long pauseNanosMax) {
            this.kind = kind;
            this.name = name;
            this.drawn = drawn;
            this.seed = seed;
            this.pauseNanosMax = pauseNanosMax;
        }

        void pause(long turn) {
            double fraction = seed.fraction("pause", turn);
            world.time().schedule((long) (fraction * pauseNanosMax), () -> {
                if (!isOver) {
                    requireNotWaiting(DEED_NANOS_MAX);
                    world.controller().filter(core -> deed == null).ifPresent(this::act);
                    pause(turn + 1);
                }
            });
        }

        private void act(ControllerCore core) {
            long turn = turns++;
            Drawn.Deed begun = drawn.next(core, seed.at(turn), Clients.REQUEST + kind + '-' + name + '-' + turn);
            deed = begun;
            sinceNanos = world.time().nowNanos();
            story.tell(name + " does " + begun.name() + " of " + begun.what());
            begun.end().whenComplete((done, failure) -> {
                if (begun.equals(deed)) {
                    deed = null;
                    ended(begun, failure);
                }
            });
        }

        private void ended(Drawn.Deed begun, @Nullable Throwable failure) {
            if (failure == null) {
                story.count(kind + " call", begun.name(), name + " has done " + begun.name());
                return;
            }
            Throwable cause = Store.causeOf(failure);
            if (cause instanceof RejectedException rejected) {
                refused(rejected.rejection().code());
            } else if (cause instanceof ApiException refused) {
                refused(refused.code());
            } else if (!(cause instanceof StoreException)) {
                story.violated("calls fail with what is documented", begun.name() + ' ' + begun.what() + ": " + cause);
            }
        }

        private void refused(String code) {
            story.count(kind + " refusal", code, name + " hears " + code);
        }

        void requireNotWaiting(long mostNanos) {
            if (deed != null && world.time().nowNanos() - sinceNanos > mostNanos) {
                story.violated("nothing waits for ever", name + " for " + deed.name() + ' ' + deed.what());
                deed = null;
            }
        }
    }
}
