package dev.sagfleet.agent.firmware;

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
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/** A device to which anything happens, with its power cut between any two effects, and what must hold all the while. */
final class WalkedDevice {
    private final SplittableRandom random;
    private final RandomEvents events;
    private final FirmwareSetup setup;

    /** By job and attempt: how it ended; and whose image was found to be what it should be. */
    private final Map<String, UpdateState> ends = new HashMap<>();

    private final Set<String> verified = new HashSet<>();
    private Optional<FirmwareProgress> said = Optional.empty();
    private FirmwareState durable;
    private FirmwareBoot boot;
    private long nowNanos;
    private long wallMillis;

    WalkedDevice(SplittableRandom random, DeviceModel model) {
        this.random = random;
        events = new RandomEvents(random.split());
        setup = new FirmwareSetup(model, Signer.KEYS, Release.SIZE, random.nextInt(1000));
        durable = FirmwareState.factory(model, FirmwareVersion.parse("2.4.0"));
        boot = FirmwareBoot.of(durable);
    }

    /** How its jobs have ended. */
    Iterable<UpdateState> ends() {
        return ends.values();
    }

    void walk() {
        pass();
        if (random.nextInt(60) == 0) {
            powerFails();
        } else {
            step(boot.isRunning() ? events.next(boot.state(), nowMillis()) : new FirmwareEvent.Started());
        }
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
        int effects = step.effects().size();
        int until = random.nextInt(100) == 0 ? random.nextInt(effects + 1) : effects;
        step.effects().subList(0, until).forEach(this::run);
        boolean restarts = step.effects().stream().anyMatch(Restart.class::isInstance);
        require(!restarts || !boot.isRunning(), "runs on in spite of a restart");
        if (restarts || until < effects) {
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
        require(next.securityFloor() >= durable.securityFloor(), "the floor falls");
        boolean isGivenUp = next.slots().running().status() == SlotStatus.BAD;
        require(isGivenUp || next.image().securityIndex() >= next.securityFloor(), "runs below the floor");
        require(next.held().revision().compareTo(durable.held().revision()) >= 0, "a revision goes back");
        require(next.boot() >= durable.boot(), "a boot goes back");
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
            throw new AssertionError(fault + ": " + boot + ", kept " + durable);
        }
    }
}
