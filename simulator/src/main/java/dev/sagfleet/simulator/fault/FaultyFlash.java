package dev.sagfleet.simulator.fault;

import dev.sagfleet.agent.device.DeviceState;
import dev.sagfleet.agent.firmware.FirmwareState;
import dev.sagfleet.agent.firmware.UpgradeJob;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.runtime.Flash;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A flash whose devices may lose their power while they keep what they know of their images, so that the record is as if
 * it had not been written; or just when they have kept it. Such a device never hears that the record is kept.
 */
record FaultyFlash(UpgradeMishaps mishaps, Flash flash) implements Flash {
    @Override
    public CompletionStage<?> save(SerialNumber serial, DeviceState state) {
        return flash.save(serial, state);
    }

    @Override
    public CompletionStage<?> saveFirmware(SerialNumber serial, FirmwareState state) {
        Optional<UpgradeJob> known = state.job();
        if (known.isEmpty() || known.get().state().isFinal()) {
            return flash.saveFirmware(serial, state);
        }
        UpgradeJob job = known.get();
        Attempt attempt = mishaps.find(serial, job.order());
        if (attempt == null) {
            return flash.saveFirmware(serial, state);
        }
        var kept = new Moment.In(job.state());
        if (attempt.meetsTornRecord(kept)) {
            mishaps.cutPower(serial, attempt, Optional.empty());
            return new CompletableFuture<>();
        }
        return attempt.meetsIn(UpgradeFaultKind.POWER, kept)
                ? lastBeforeTheCut(serial, state, attempt)
                : flash.saveFirmware(serial, state);
    }

    private CompletionStage<?> lastBeforeTheCut(SerialNumber serial, FirmwareState state, Attempt attempt) {
        var unheard = new CompletableFuture<SerialNumber>();
        flash.saveFirmware(serial, state).whenComplete((done, failure) -> {
            if (failure == null) {
                mishaps.cutPower(serial, attempt, Optional.of(state));
            } else {
                unheard.completeExceptionally(failure);
            }
        });
        return unheard;
    }
}
