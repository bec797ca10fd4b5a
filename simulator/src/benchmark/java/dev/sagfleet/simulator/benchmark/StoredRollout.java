package dev.sagfleet.simulator.benchmark;

import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.UpgradeWindow;
import dev.sagfleet.controller.inventory.FirmwareImage;
import dev.sagfleet.controller.inventory.FirmwareJob;
import dev.sagfleet.controller.inventory.RolloutOrder;
import dev.sagfleet.controller.inventory.Store;
import dev.sagfleet.controller.inventory.Transaction;
import dev.sagfleet.controller.inventory.UpgradeOrder;
import dev.sagfleet.controller.inventory.Upgrades;
import dev.sagfleet.controller.rollout.Claims;
import dev.sagfleet.controller.rollout.Dealing;
import dev.sagfleet.controller.rollout.Engine;
import dev.sagfleet.controller.rollout.Fleet;
import dev.sagfleet.controller.rollout.MemberOrder;
import dev.sagfleet.controller.rollout.Origin;
import dev.sagfleet.controller.rollout.Rollout;
import dev.sagfleet.controller.rollout.RolloutEffect;
import dev.sagfleet.controller.rollout.RolloutEvent;
import dev.sagfleet.controller.rollout.RolloutRequest;
import dev.sagfleet.controller.rollout.WavePlan;
import dev.sagfleet.controller.rollout.WaveSize;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A rollout in a store, whose first wave is at work: those devices are registered and have their orders, and the members
 * behind them wait for the next wave.
 */
final class StoredRollout {
    static final String ID = "ro-1";
    static final long NOW_MILLIS = 1_772_409_600_000L;
    private static final int SLICE = 1_000;

    private final Store store;
    private final Origin origin;
    private final FirmwareImage image = StoredDevices.image(ReportPolicy.VERSION);
    private final Upgrades upgrades;
    private final List<FirmwareJob> jobs = new ArrayList<>();

    private StoredRollout(Store store, Origin origin, Upgrades upgrades) {
        this.store = store;
        this.origin = origin;
        this.upgrades = upgrades;
    }

    /**
     * Writes it.
     *
     * @param atWork members of the first wave
     * @return their jobs
     */
    static List<FirmwareJob> write(Store store, Upgrades upgrades, int atWork, int members) {
        change(store, transaction -> {
            transaction.images().save(StoredDevices.image(ReportPolicy.VERSION));
            for (int number = 0; number < atWork; number++) {
                StoredDevices.register(transaction, StoredDevices.serial(number));
            }
            return true;
        });
        return write(store, upgrades, new Origin(ID, 1, NOW_MILLIS), 0, atWork, members);
    }

    /**
     * Writes another one, of devices that are registered.
     *
     * @param first number of its devices
     */
    static List<FirmwareJob> write(Store store, Upgrades upgrades, Origin origin, int first, int atWork, int members) {
        var made = new StoredRollout(store, origin, upgrades);
        made.fill(first, atWork, members);
        if (made.jobs.size() != atWork) {
            throw new BenchmarkException(made.jobs.size() + " orders (expected: " + atWork + ')');
        }
        return made.jobs;
    }

    private void fill(int first, int atWork, int members) {
        var policy = ReportPolicy.of(
                origin.id(),
                List.of(
                        WavePlan.of(new WaveSize.Count(atWork)),
                        WavePlan.of(new WaveSize.Cumulative(ReportPolicy.ALL))));
        var dealing = new Dealing(origin, MemberOrder.LISTED);
        for (int number = first; number < first + members; number++) {
            dealing.add(candidate(number));
        }
        Dealing.Dealt dealt = dealing.deal();
        change(transaction -> {
            transaction.rollouts().save(Rollout.draft(origin, policy, "benchmark"));
            step(transaction, dealt.event());
            return true;
        });
        for (int from = 0; from < members; from += SLICE) {
            RolloutEvent slice = dealt.slice(from, SLICE);
            change(transaction -> step(transaction, slice));
        }
        Digest agreed = dealt.members();
        change(transaction -> step(transaction, new RolloutRequest.Approve(agreed, "benchmark")));
        change(transaction -> step(transaction, new RolloutRequest.Start(agreed, "benchmark")));
        int before = -1;
        while (jobs.size() < atWork && jobs.size() > before) {
            before = jobs.size();
            RolloutEvent tick = new RolloutEvent.Tick();
            change(transaction -> step(transaction, tick));
        }
    }

    private Dealing.Candidate candidate(int number) {
        return new Dealing.Candidate(
                StoredDevices.serial(number),
                "site" + number,
                "",
                ZoneOffset.UTC,
                image.digest(),
                Optional.of(Digest.ofText("old")),
                60,
                number + 1);
    }

    private <T> T change(Store.Change<T> change) {
        return change(store, change);
    }

    static <T> T change(Store store, Store.Change<T> change) {
        return store.write(change).toCompletableFuture().join();
    }

    private Rollout step(Transaction transaction, RolloutEvent event) {
        var standing =
                Optional.of(new Fleet.Standing(true, true, false, Optional.empty(), Optional.of(Digest.ofText("old"))));
        var engine = new Engine(transaction.rollouts().members(origin.id()), Claims.ALONE, serial -> standing);
        Engine.Step step =
                engine.step(transaction.rollouts().find(origin.id()).orElseThrow(), event, origin.createdMillis());
        transaction.rollouts().save(step.next());
        for (RolloutEffect effect : step.effects()) {
            if (effect instanceof RolloutEffect.Offer offer) {
                jobs.add(order(transaction, offer.serial(), offer.attempt()));
            }
        }
        return step.next();
    }

    private FirmwareJob order(Transaction transaction, SerialNumber serial, int attempt) {
        UpgradeOrder order = UpgradeOrder.of(
                new RolloutOrder(origin.id(), attempt), serial, image.digest(), UpgradeWindow.ALWAYS, false);
        return upgrades.order(transaction, order, "benchmark", origin.createdMillis())
                .job();
    }
}
