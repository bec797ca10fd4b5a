package dev.sagfleet.agent.firmware;

import dev.sagfleet.agent.firmware.Firmware.Step;
import dev.sagfleet.agent.firmware.FirmwareBoot.Fetching;
import dev.sagfleet.agent.firmware.FirmwareBoot.Uplink;
import dev.sagfleet.agent.firmware.FirmwareEffect.Abandon;
import dev.sagfleet.agent.firmware.FirmwareEffect.Persist;
import dev.sagfleet.agent.firmware.FirmwareEffect.Restart;
import dev.sagfleet.agent.firmware.FirmwareEffect.Send;
import dev.sagfleet.agent.protocol.UpdateCode;
import dev.sagfleet.agent.protocol.UpdateState;
import dev.sagfleet.agent.protocol.UplinkMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One step while it is being made: the rules change what is so and add what is to be done. What is kept comes first, then
 * what is said, then what is begun, so that nothing is said or begun that a power cut could take back.
 */
final class Turn {
    private final FirmwareSetup setup;
    private final long nowNanos;
    private final long nowMillis;
    private final List<FirmwareEffect> effects = new ArrayList<>();
    private final List<FirmwareEffect> begun = new ArrayList<>();
    private FirmwareBoot boot;

    Turn(FirmwareSetup setup, FirmwareBoot boot, long nowNanos, long nowMillis) {
        this.setup = setup;
        this.boot = boot;
        this.nowNanos = nowNanos;
        this.nowMillis = nowMillis;
    }

    FirmwareSetup setup() {
        return setup;
    }

    long nowNanos() {
        return nowNanos;
    }

    long nowMillis() {
        return nowMillis;
    }

    FirmwareBoot boot() {
        return boot;
    }

    FirmwareState state() {
        return boot.state();
    }

    Slots slots() {
        return boot.state().slots();
    }

    Uplink uplink() {
        return boot.uplink();
    }

    Fetching fetching() {
        return boot.fetching();
    }

    /** The job. Only where there is one. */
    UpgradeJob job() {
        return boot.state().job().orElseThrow();
    }

    /** Whether there is a job in this state. */
    boolean isIn(UpdateState state) {
        Optional<UpgradeJob> job = boot.state().job();
        return job.isPresent() && job.get().state() == state;
    }

    void become(FirmwareBoot other) {
        boot = other;
    }

    /** What a power cut may take back. */
    void become(UpgradeJob job) {
        boot = boot.with(state().with(job));
    }

    void fetching(Fetching other) {
        boot = boot.with(other);
    }

    void keep(FirmwareState state) {
        boot = boot.with(state);
        effects.add(new Persist(state));
    }

    void keep(UpgradeJob job) {
        keep(state().with(job));
    }

    void send(UplinkMessage message) {
        effects.add(new Send(message));
    }

    /** Has something begun, once all is kept and said. */
    void begin(FirmwareEffect effect) {
        begun.add(effect);
    }

    /** Ends what is under way for the job. */
    void abandon() {
        if (boot.fetching().isUnderWay() || isIn(UpdateState.VERIFYING)) {
            effects.add(new Abandon());
        }
        if (!boot.fetching().equals(Fetching.NONE)) {
            boot = boot.with(Fetching.NONE);
        }
    }

    /** Ends the job. */
    void end(UpdateState how, UpdateCode why) {
        abandon();
        keep(job().ended(how, why));
    }

    void restart() {
        boot = boot.stopped();
        begun.add(new Restart());
    }

    Step over() {
        Reports.tell(this);
        if (!begun.isEmpty()) {
            effects.addAll(begun);
        }
        return new Step(boot.dueAt(Deadlines.dueAtNanos(boot, nowNanos, nowMillis)), effects);
    }
}
