package dev.sagfleet.agent.firmware;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.firmware.FirmwareEffect.Install;
import dev.sagfleet.agent.firmware.FirmwareEffect.Persist;
import dev.sagfleet.agent.firmware.FirmwareEffect.Restart;
import dev.sagfleet.agent.firmware.FirmwareEffect.Send;
import dev.sagfleet.agent.firmware.FirmwareEvent.Verified;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.FirmwareProgress;
import dev.sagfleet.agent.protocol.FirmwareReport.Slot;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.SlotStatus;
import dev.sagfleet.agent.protocol.UpdateState;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Events in any order, clocks that jump, and power that fails between any two effects. */
class FirmwareWalkTest {
    private static final long SEED = Long.getLong("sagfleet.seed", 20_180_313L);
    private static final int EVENTS = 200_000;
    private static final int DEVICES = 40;

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final Map<UpdateState, Integer> seen = new EnumMap<>(UpdateState.class);

    private RandomEvents events;
    private FirmwareSetup setup;
    private FirmwareBoot boot;
    private FirmwareState durable;
    private long nowNanos;
    private long wallMillis;

    /** By job and attempt: how it ended; and whose image was found to be what it should be. */
    private Map<String, UpdateState> ends;

    private Set<String> verified;
    private Optional<FirmwareProgress> said;

    @Test
    @DisplayName("F9, F11, F17, F19 no order of events leaves two bad slots, lowers the floor, or unsays an end")
    void noOrderOfEventsConfusesADevice() {
        for (int device = 0; device < DEVICES; device++) {
            begin(random.nextBoolean() ? DeviceModel.SAG_1000 : DeviceModel.APP);
            for (int i = 0; i < EVENTS / DEVICES; i++) {
                pass();
                if (random.nextInt(60) == 0) {
                    powerFails();
                } else {
                    step(boot.isRunning() ? events.next(boot.state(), nowMillis()) : new FirmwareEvent.Started());
                }
            }
        }

        assertThat(seen.keySet())
                .as("seed %d", SEED)
                .contains(
                        UpdateState.COMMITTED,
                        UpdateState.ROLLED_BACK,
                        UpdateState.FAILED,
                        UpdateState.ABORTED,
                        UpdateState.CANCELED,
                        UpdateState.REJECTED);
        assertThat(seen.get(UpdateState.COMMITTED)).as("seed %d", SEED).isGreaterThan(EVENTS / 1000);
    }

    private void begin(DeviceModel model) {
        events = new RandomEvents(random.split());
        setup = new FirmwareSetup(model, Signer.KEYS, Release.SIZE, random.nextInt(1000));
        durable = FirmwareState.factory(model, FirmwareVersion.parse("2.4.0"));
        ends = new HashMap<>();
        verified = new HashSet<>();
        said = Optional.empty();
        powerFails();
    }

    private long nowMillis() {
        return wallMillis + nowNanos / 1_000_000;
    }

    /** Mostly moments, at times until something is due, rarely a clock that is set. */
    private void pass() {
        if (random.nextInt(10) == 0 && boot.dueAtNanos() < Long.MAX_VALUE / 2) {
            nowNanos = Math.max(nowNanos, boot.dueAtNanos());
        } else {
            nowNanos += random.nextLong(Duration.ofMinutes(1).toNanos());
        }
        if (random.nextInt(500) == 0) {
            wallMillis = random.nextLong(2 * TestDevice.BEGIN_MILLIS);
        }
    }

    private void powerFails() {
        var step = Firmware.powerOn(durable);
        require(step.next().state().boot() > durable.boot(), "a boot is not counted");
        run(step);
    }

    private void step(FirmwareEvent event) {
        boolean right = event instanceof Verified found
                && boot.state()
                        .job()
                        .filter(job -> job.state() == UpdateState.VERIFYING)
                        .filter(job -> job.wanted().digest().equals(found.found()))
                        .isPresent();
        if (right) {
            verified.add(key(boot.state().job().orElseThrow()));
        }
        run(Firmware.step(setup, boot, event, nowNanos, nowMillis()));
    }

    private void run(Firmware.Step step) {
        boot = step.next();
        int until = random.nextInt(100) == 0 ? random.nextInt(step.effects().size() + 1) : Integer.MAX_VALUE;
        for (FirmwareEffect effect : step.effects()) {
            if (until-- == 0) {
                powerFails();
                return;
            }
            run(effect);
        }
        if (step.effects().stream().anyMatch(Restart.class::isInstance)) {
            require(!boot.isRunning(), "runs on in spite of a restart");
            powerFails();
        }
    }

    private void run(FirmwareEffect effect) {
        if (effect instanceof Persist persist) {
            keep(persist.state());
        } else if (effect instanceof Install install) {
            require(
                    durable.slots().in(install.slot()).status() == SlotStatus.BAD,
                    "writes into a slot that is not bad");
            require(install.slot() != durable.slots().runs(), "writes into the slot that runs");
        } else if (effect instanceof Send send && send.message() instanceof FirmwareProgress progress) {
            say(progress);
        }
    }

    private void keep(FirmwareState next) {
        require(next.slots().a().isGood() || next.slots().b().isGood(), "no good slot");
        require(next.slots().running().status() != SlotStatus.EMPTY, "runs nothing");
        require(next.securityFloor() >= durable.securityFloor(), "the floor falls");
        require(
                next.slots().running().status() == SlotStatus.BAD
                        || next.image().securityIndex() >= next.securityFloor(),
                "runs below the floor");
        require(
                next.held().revision().compareTo(durable.held().revision()) >= 0 && next.boot() >= durable.boot(),
                "a revision or a boot goes back");
        for (Slot slot : Slot.values()) {
            boolean armed = next.slots().in(slot).isTrying()
                    && !durable.slots().in(slot).isTrying();
            require(!armed || verified.contains(key(next.job().orElseThrow())), "arms what was not verified");
        }
        next.job().ifPresent(this::end);
        durable = next;
    }

    private void end(UpgradeJob job) {
        UpdateState before = ends.get(key(job));
        require(before == null || before == job.state(), "an end is no end");
        if (job.state().isFinal()) {
            ends.put(key(job), job.state());
            seen.merge(job.state(), 1, Integer::sum);
        }
    }

    private void say(FirmwareProgress progress) {
        UpgradeJob job = durable.job().orElseThrow();
        require(key(job).equals(progress.job() + '#' + progress.attempt()), "speaks of another job");
        require(!progress.state().isFinal() || job.state() == progress.state(), "says an end that is not kept");
        require(progress.boot() == durable.boot(), "says another boot");
        boolean orderly = said.filter(before -> before.job().equals(progress.job()))
                .map(before -> progress.equals(before) || progress.isAfter(before))
                .orElse(true);
        require(orderly, "speaks out of order: " + progress + " after " + said);
        said = Optional.of(progress);
    }

    private static String key(UpgradeJob job) {
        return job.order().job() + '#' + job.order().attempt();
    }

    private void require(boolean holds, String fault) {
        if (!holds) {
            throw new AssertionError("seed " + SEED + ": " + fault + ": " + boot + ", kept " + durable);
        }
    }
}
