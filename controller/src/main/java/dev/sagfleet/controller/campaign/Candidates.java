package dev.sagfleet.controller.campaign;

import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.Hello;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.inventory.Device;
import dev.sagfleet.controller.inventory.FirmwareImage;
import dev.sagfleet.controller.inventory.Instance;
import dev.sagfleet.controller.inventory.Place;
import dev.sagfleet.controller.inventory.Reading;
import dev.sagfleet.controller.inventory.Upgrades;
import dev.sagfleet.controller.rollout.Dealing.Candidate;
import dev.sagfleet.controller.rollout.InstallTime;
import dev.sagfleet.controller.rollout.RolloutPolicy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Which devices match a policy, and what of them matters to a rollout. */
final class Candidates {
    private static final int BITS = 8;

    /** For a link whose bandwidth nobody has bought. */
    private static final long BITS_PER_SECOND_UNKNOWN = 1_000_000;

    private final RolloutPolicy policy;
    /** Where the targets list devices, from 1. */
    private final Map<SerialNumber, Integer> listed = new TreeMap<>();

    Candidates(RolloutPolicy policy) {
        this.policy = policy;
        List<SerialNumber> devices = policy.targets().devices();
        for (int i = 0; i < devices.size(); i++) {
            listed.putIfAbsent(devices.get(i), i + 1);
        }
    }

    /** Whether a device that says Hello may match, by what it says of itself. */
    boolean mayBe(Hello hello) {
        return (policy.targets().models().isEmpty() || policy.targets().models().contains(hello.model()))
                && policy.targets().allow(Optional.of(hello.firmware()))
                && hello.report().isPresent();
    }

    /** The device as a candidate, if it matches and there is an image for it. */
    Optional<Candidate> of(Reading reading, Device device) {
        boolean knowsNoUpgrades = device.presence().firmware().isPresent()
                && !device.presence().slots().knowsUpgrades();
        Optional<Instance> instance = reading.instances()
                .find(device.instanceId())
                .filter(known -> !knowsNoUpgrades
                        && (listed.isEmpty() || listed.containsKey(device.serial()))
                        && StoredFleet.isMeant(policy.targets(), device, known));
        return instance.flatMap(known -> reading.images()
                .find(device.model(), policy.image())
                .filter(FirmwareImage::isAvailable)
                .map(image -> candidate(reading, device, known, image.digest(), image.sizeBytes())));
    }

    /** A device with the image that it is to run. */
    Candidate candidate(Reading reading, Device device, Instance instance, Digest image, long sizeBytes) {
        Place place = device.place();
        return new Candidate(
                device.serial(),
                place.siteIn(instance),
                place.batchOf(device.model()),
                place.zoneIn(instance),
                image,
                Upgrades.committed(reading, device),
                workSeconds(device, instance, sizeBytes),
                listed.getOrDefault(device.serial(), 0));
    }

    private static int workSeconds(Device device, Instance instance, long sizeBytes) {
        long bitsPerSecond =
                device.userBandwidth().map(Bandwidth::bitsPerSecond).orElse(instance.megabits() * 1_000_000L);
        long rate = bitsPerSecond > 0 ? bitsPerSecond : BITS_PER_SECOND_UNKNOWN;
        long seconds = sizeBytes * BITS / rate
                + InstallTime.of(device.model()).likely().toSeconds();
        return (int) Math.min(Integer.MAX_VALUE, seconds);
    }
}
