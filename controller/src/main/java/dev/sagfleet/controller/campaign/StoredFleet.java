package dev.sagfleet.controller.campaign;

import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.inventory.Device;
import dev.sagfleet.controller.inventory.FirmwareImage;
import dev.sagfleet.controller.inventory.FirmwareJob;
import dev.sagfleet.controller.inventory.Instance;
import dev.sagfleet.controller.inventory.Reading;
import dev.sagfleet.controller.inventory.Upgrades;
import dev.sagfleet.controller.rollout.Fleet;
import dev.sagfleet.controller.rollout.Rollout;
import dev.sagfleet.controller.rollout.Targets;
import dev.sagfleet.controller.telemetry.OfferedTraffic;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** The devices of a rollout as they stand at the moment of a change. */
record StoredFleet(Reading reading, Rollout rollout, Carried carried, long nowMillis) implements Fleet {
    @Override
    public Optional<Standing> find(SerialNumber serial) {
        Optional<FirmwareJob> open = reading.jobs().latest(serial).filter(FirmwareJob::isOpen);
        return reading.devices()
                .find(serial)
                .map(device -> new Standing(
                        device.presence().online(),
                        isMeant(device),
                        open.filter(this::isBusy).isPresent(),
                        open.filter(job -> job.rollout().isEmpty() && Upgrades.isWanted(reading, job))
                                .map(FirmwareJob::image),
                        Upgrades.committed(reading, device)));
    }

    @Override
    public boolean canBeHad(Digest image) {
        return reading.images().find(image).filter(FirmwareImage::isAvailable).isPresent();
    }

    @Override
    public OptionalLong offeredPerHour(SerialNumber serial, Duration over) {
        return carried.lately(serial, over, nowMillis).stream()
                .mapToLong(OfferedTraffic::bytesPerHour)
                .findFirst();
    }

    private boolean isMeant(Device device) {
        if (Reversals.isOne(rollout)) {
            return true;
        }
        Optional<Instance> instance = reading.instances().find(device.instanceId());
        return instance.isPresent() && isMeant(rollout.policy().targets(), device, instance.get());
    }

    /** Whether targets fit a device, if they list any that is among them. */
    static boolean isMeant(Targets targets, Device device, Instance instance) {
        return targets.allow(device.model(), device.place().regionIn(instance))
                && targets.allow(device.presence().firmware())
                && targets.allow(device.place().tags());
    }

    /** What a person, a call or a policy has ordered comes first; what another rollout has, once it writes. */
    private boolean isBusy(FirmwareJob job) {
        boolean isOfRollout = job.origin() == FirmwareJob.Origin.ROLLOUT;
        boolean isMine = job.rollout()
                .filter(order -> order.rollout().equals(rollout.origin().id()))
                .isPresent();
        return !isMine && (!isOfRollout || !job.state().isCancelable());
    }
}
