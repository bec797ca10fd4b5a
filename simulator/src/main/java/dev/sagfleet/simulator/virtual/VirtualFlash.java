package dev.sagfleet.simulator.virtual;

import dev.sagfleet.agent.device.DeviceState;
import dev.sagfleet.agent.firmware.FirmwareState;
import dev.sagfleet.agent.firmware.FirmwareStateCodec;
import dev.sagfleet.agent.firmware.TwoPlaces;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.runtime.Flash;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The flash of all devices of a fleet on virtual time. A device whose power fails while it writes holds what it held
 * before, or what it wrote, but nothing in between: what it knows of its images is in two places, of which the older is
 * written, so that half a record is none.
 */
public final class VirtualFlash implements Flash {
    private static final byte[] NOTHING = {};

    private final VirtualTime time;
    private final Conditions conditions;
    private final Map<SerialNumber, DeviceState> kept = new LinkedHashMap<>();
    private final Map<SerialNumber, FirmwareState> keptFirmware = new LinkedHashMap<>();
    private final Map<SerialNumber, Write> latest = new LinkedHashMap<>();

    /** How writes go. */
    public interface Conditions {
        /** Every write is kept at once. */
        Conditions PERFECT = (serial, write) -> Outcome.KEPT_AT_ONCE;

        /**
         * What one write comes to.
         *
         * @param write how many the flash has been asked for before, over all devices
         */
        Outcome of(SerialNumber serial, long write);
    }

    /**
     * What a write comes to.
     *
     * @param nanos until it is kept, or has failed
     */
    public record Outcome(long nanos, boolean isKept) {
        private static final Outcome KEPT_AT_ONCE = new Outcome(0, true);
    }

    /**
     * The latest write of a device that is not over yet.
     *
     * @param number of it, over all devices
     */
    private record Write(Kept written, long number, CompletableFuture<SerialNumber> stage) {}

    /** One of the two records of a device, about to be kept. */
    private sealed interface Kept {
        record OfDevice(DeviceState state) implements Kept {}

        record OfFirmware(FirmwareState state) implements Kept {}
    }

    private long writes;

    public VirtualFlash(VirtualTime time, Conditions conditions) {
        this.time = time;
        this.conditions = conditions;
    }

    /** Puts there what devices have kept before. */
    public void fill(Map<SerialNumber, DeviceState> devices, Map<SerialNumber, FirmwareState> firmware) {
        kept.putAll(devices);
        keptFirmware.putAll(firmware);
    }

    @Override
    public CompletionStage<?> save(SerialNumber serial, DeviceState state) {
        return save(serial, new Kept.OfDevice(state));
    }

    @Override
    public CompletionStage<?> saveFirmware(SerialNumber serial, FirmwareState state) {
        return save(serial, new Kept.OfFirmware(state));
    }

    private CompletionStage<?> save(SerialNumber serial, Kept written) {
        long number = writes++;
        Outcome outcome = conditions.of(serial, number);
        if (outcome.nanos() == 0 && outcome.isKept()) {
            keep(serial, written);
            return CompletableFuture.completedFuture(serial);
        }
        var write = new Write(written, number, new CompletableFuture<>());
        latest.put(serial, write);
        time.schedule(outcome.nanos(), () -> end(serial, write, outcome.isKept()));
        return write.stage();
    }

    private void keep(SerialNumber serial, Kept written) {
        if (written instanceof Kept.OfDevice device) {
            kept.put(serial, device.state());
        } else if (written instanceof Kept.OfFirmware firmware) {
            keptFirmware.put(serial, firmware.state());
        }
    }

    private void end(SerialNumber serial, Write write, boolean isKept) {
        if (!latest.remove(serial, write)) {
            return; // the power has failed meanwhile
        }
        if (isKept) {
            keep(serial, write.written());
            write.stage().complete(serial);
        } else {
            write.stage().completeExceptionally(new IllegalStateException("the flash has failed"));
        }
    }

    /**
     * Lets the power of a device fail.
     *
     * @param isTorn whether what it is just writing is lost; otherwise it is kept, although the device never heard so
     */
    public void powerFails(SerialNumber serial, boolean isTorn) {
        Write write = latest.remove(serial);
        if (write == null) {
            return;
        }
        if (!isTorn) {
            keep(serial, write.written());
        } else if (write.written() instanceof Kept.OfFirmware firmware) {
            readAfterTear(serial, firmware.state(), write.number()).ifPresent(found -> keptFirmware.put(serial, found));
        }
    }

    /** What a device finds in its two places, of which the older was being written: another part of it each time. */
    private Optional<FirmwareState> readAfterTear(SerialNumber serial, FirmwareState written, long number) {
        TwoPlaces.Latest before = TwoPlaces.read(NOTHING, NOTHING);
        byte[] older = NOTHING;
        if (keptFirmware.containsKey(serial)) {
            String text = FirmwareStateCodec.format(keptFirmware.get(serial));
            older = before.next(text);
            before = before.after(text);
        }
        byte[] whole = before.next(FirmwareStateCodec.format(written));
        byte[] torn = Arrays.copyOf(whole, (int) (number % whole.length));
        return TwoPlaces.read(older, torn).text().map(FirmwareStateCodec::parse);
    }

    /** What a device finds when it is switched on; nothing if it was never told anything. */
    public Optional<DeviceState> kept(SerialNumber serial) {
        return Optional.ofNullable(kept.get(serial));
    }

    /** What it finds of its firmware; nothing if it was never told of an image. */
    public Optional<FirmwareState> keptFirmware(SerialNumber serial) {
        return Optional.ofNullable(keptFirmware.get(serial));
    }
}
