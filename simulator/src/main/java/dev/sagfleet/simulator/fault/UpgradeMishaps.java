package dev.sagfleet.simulator.fault;

import dev.sagfleet.agent.firmware.FirmwareState;
import dev.sagfleet.agent.link.ImageFetches;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.MalformedMessageException;
import dev.sagfleet.agent.protocol.Manifest;
import dev.sagfleet.agent.protocol.ManifestCodec;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.Upgrade;
import dev.sagfleet.agent.runtime.Flash;
import dev.sagfleet.agent.runtime.ImageBehaviour;
import dev.sagfleet.agent.timing.Loop;
import dev.sagfleet.simulator.time.Seed;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong with the upgrades of a fleet at work: by the draws of its devices, and by the hand of somebody who wants
 * to see it. It belongs to the loop of the fleet. As long as nothing is to go wrong, nothing is any different.
 */
public final class UpgradeMishaps {
    private final UpgradeFaults faults;
    private final LikelyFaults likely;
    private final Seed fleet;
    private final Loop loop;
    private final PowerSwitch power;
    private final long beganNanos;
    private final Map<SerialNumber, Attempts> attempts = new LinkedHashMap<>();
    private final Map<SerialNumber, UpgradeFault> byHand = new LinkedHashMap<>();
    private String latestManifest = "";
    private @Nullable Manifest latestImage;

    /** Lets the power of devices fail. */
    public interface PowerSwitch {
        /**
         * Lets it fail and come back.
         *
         * @param kept what the flash of the device holds, if that is more than the device has heard
         */
        void fail(SerialNumber serial, Optional<FirmwareState> kept);
    }

    /**
     * What goes wrong with those of one fleet.
     *
     * @param seed of the fleet
     */
    public UpgradeMishaps(UpgradeFaults faults, long seed, Loop loop, PowerSwitch power) {
        this.faults = faults;
        likely = new LikelyFaults(faults);
        fleet = new Seed(seed);
        this.loop = loop;
        this.power = power;
        beganNanos = loop.nanoTime();
    }

    /**
     * How images get on on one device.
     *
     * @param from the version that it starts with
     * @param seed the value of the device's seed
     * @param otherwise how they do where nothing goes wrong
     */
    public ImageBehaviour of(
            SerialNumber serial,
            DeviceModel model,
            FirmwareVersion from,
            long seed,
            Place place,
            ImageBehaviour otherwise) {
        Place known = faults.isNone() ? FaultyDevice.ANYWHERE : place;
        return new FaultyDevice(this, serial, model, from, seed, known, otherwise);
    }

    /** The same way to the controller, with what goes wrong on it. */
    public ImageFetches on(ImageFetches fetches) {
        return owner -> new FaultyFetch(this, fetches, owner);
    }

    /** The same flash, with what goes wrong with it. */
    public Flash in(Flash flash) {
        return new FaultyFlash(this, flash);
    }

    /** What the next attempt of a device meets beside what it draws; nothing if it is to be left alone. */
    public void inject(SerialNumber serial, Optional<UpgradeFault> fault) {
        byHand.remove(serial);
        fault.ifPresent(given -> byHand.put(serial, given));
    }

    /** Forgets all attempts, and what was to happen to others. */
    public void reset() {
        attempts.clear();
        byHand.clear();
    }

    /** Whether a device is at an attempt at an image that does not work on it. */
    public boolean isOnBadImage(SerialNumber serial) {
        Attempt attempt = current(serial);
        return attempt != null && attempt.isImageBad();
    }

    Loop loop() {
        return loop;
    }

    /** The attempt that a device is at, or that ended last; nothing before the first one. */
    @Nullable
    Attempt current(SerialNumber serial) {
        Attempts known = attempts.get(serial);
        return known == null ? null : known.latest();
    }

    /** The attempt of this order, if it has begun. */
    @Nullable
    Attempt find(SerialNumber serial, Upgrade order) {
        Attempts known = attempts.get(serial);
        return known == null ? null : known.find(order);
    }

    /** The attempt of this order, which a device is at; it begins now if it has not. */
    Attempt takenUp(FaultyDevice device, Upgrade order, Manifest image) {
        SerialNumber serial = device.serial();
        Attempt attempt = find(serial, order);
        if (attempt == null) {
            attempt = drawn(device, order, image);
            byHand.remove(serial);
            cutPowerAgain(serial, attempt);
        }
        attempts.computeIfAbsent(serial, any -> new Attempts()).takeUp(attempt);
        return attempt;
    }

    /** What the attempt of an order will be that has not begun; nothing if nothing is to go wrong, or it names no image. */
    Optional<Attempt> foreseen(FaultyDevice device, Upgrade order) {
        if (faults.isNone() && !byHand.containsKey(device.serial())) {
            return Optional.empty();
        }
        try {
            return Optional.of(drawn(device, order, image(order.manifest().manifest())));
        } catch (MalformedMessageException e) {
            return Optional.empty(); // the device will say so itself
        }
    }

    /** Many devices in a row are told of the same image. */
    private Manifest image(String manifest) throws MalformedMessageException {
        Manifest known = latestImage;
        if (known == null || !manifest.equals(latestManifest)) {
            known = ManifestCodec.read(manifest);
            latestImage = known;
            latestManifest = manifest;
        }
        return known;
    }

    private Attempt drawn(FaultyDevice device, Upgrade order, Manifest image) {
        return Attempt.drawn(
                faults,
                likely.of(device.model(), device.place()),
                new UpgradeDraws(fleet, new Seed(device.seed()), device.model(), device.from(), device.place()),
                order,
                image,
                Optional.ofNullable(byHand.get(device.serial())),
                loop.nanoTime(),
                beganNanos);
    }

    /** Lets the power of a device fail at its next turn, if it is still at this attempt. */
    void cutPower(SerialNumber serial, Attempt under, Optional<FirmwareState> kept) {
        loop.execute(() -> {
            if (current(serial) == under) {
                power.fail(serial, kept);
            }
        });
    }

    private void cutPowerAgain(SerialNumber serial, Attempt under) {
        long nowNanos = loop.nanoTime();
        under.next(UpgradeFaultKind.POWER, nowNanos)
                .ifPresent(next -> loop.schedule(Duration.ofNanos(next.atNanos() - nowNanos), () -> {
                    if (current(serial) == under && !under.isOver()) {
                        if (next.strikes()) {
                            power.fail(serial, Optional.empty());
                        }
                        cutPowerAgain(serial, under);
                    }
                }));
    }
}
