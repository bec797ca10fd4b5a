package dev.sagfleet.simulator.fidelity;

import dev.sagfleet.agent.device.DeviceState;
import dev.sagfleet.agent.firmware.FirmwareState;
import dev.sagfleet.agent.firmware.UpgradeJob;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.UpdateCode;
import dev.sagfleet.agent.protocol.UpdateState;
import dev.sagfleet.agent.runtime.Flash;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * What each device of a campaign went through, by what it kept: what it reports of it may be merged on the way. Safe for many
 * threads.
 */
final class Courses implements Flash {
    private final Flash flash;
    private final LongSupplier nanos;
    private final Map<SerialNumber, List<Step>> steps = new TreeMap<>();

    /**
     * A state that a device kept, and was not in before.
     *
     * @param runs the version that runs
     */
    record Step(long nanos, int attempt, UpdateState state, UpdateCode code, String runs) {
        boolean isLike(Step other) {
            return toString().equals(other.toString());
        }

        /** Without its time. */
        @Override
        public String toString() {
            return attempt + " " + state + (code == UpdateCode.NONE ? "" : " " + code) + " on " + runs;
        }
    }

    Courses(Flash flash, LongSupplier nanos) {
        this.flash = flash;
        this.nanos = nanos;
    }

    @Override
    public CompletionStage<?> save(SerialNumber serial, DeviceState state) {
        return flash.save(serial, state);
    }

    @Override
    public CompletionStage<?> saveFirmware(SerialNumber serial, FirmwareState state) {
        state.job().ifPresent(job -> add(serial, job, state.image().version().toString()));
        return flash.saveFirmware(serial, state);
    }

    private synchronized void add(SerialNumber serial, UpgradeJob job, String runs) {
        var step = new Step(nanos.getAsLong(), job.order().attempt(), job.state(), job.code(), runs);
        List<Step> own = steps.computeIfAbsent(serial, first -> new ArrayList<>());
        if (own.isEmpty() || !own.get(own.size() - 1).isLike(step)) {
            own.add(step);
        }
    }

    /** The steps of each device, in their order. */
    synchronized Map<SerialNumber, List<Step>> steps() {
        Map<SerialNumber, List<Step>> copy = new TreeMap<>();
        steps.forEach((serial, own) -> copy.put(serial, List.copyOf(own)));
        return copy;
    }

    /** The same as text, without times. */
    Map<String, String> texts() {
        Map<String, String> texts = new TreeMap<>();
        steps().forEach((serial, own) ->
                texts.put(serial.text(), own.stream().map(Step::toString).collect(Collectors.joining(", "))));
        return texts;
    }
}
