package dev.sagfleet.agent.device;

import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.AspectStatus;
import dev.sagfleet.agent.protocol.Associate;
import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.ChangeBandwidth;
import dev.sagfleet.agent.protocol.ChangeRole;
import dev.sagfleet.agent.protocol.Command;
import dev.sagfleet.agent.protocol.DestinationPattern;
import dev.sagfleet.agent.protocol.Dissociate;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.HaRole;
import dev.sagfleet.agent.protocol.Holdings;
import dev.sagfleet.agent.protocol.Reboot;
import dev.sagfleet.agent.protocol.Revision;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** States and commands drawn at random. */
record RandomDevices(SplittableRandom random) {
    private static final List<String> FIRMWARE = List.of("2.3.9", "2.3.1.1", "2.4", "2.4.0", "2.4.1", "2.10.0", "3");
    /** Images are no matter of this part of a device. */
    private static final List<Aspect> ASPECTS =
            List.of(Aspect.ACCELERATION, Aspect.BANDWIDTH, Aspect.ROLE, Aspect.POWER);

    FirmwareVersion firmware() {
        return FirmwareVersion.parse(FIRMWARE.get(random.nextInt(FIRMWARE.size())));
    }

    Aspect aspect() {
        return ASPECTS.get(random.nextInt(ASPECTS.size()));
    }

    Command command(Aspect aspect, Revision revision) {
        String commandId = aspect + "-" + revision;
        return switch (aspect) {
            case ACCELERATION ->
                random.nextInt(3) == 0 ? new Dissociate(commandId, revision) : associate(commandId, revision);
            case BANDWIDTH -> new ChangeBandwidth(commandId, revision, bandwidth());
            case ROLE -> new ChangeRole(commandId, revision, role());
            case POWER -> new Reboot(commandId, revision);
            case FIRMWARE -> throw new IllegalArgumentException("aspect: " + aspect + " (expected: another)");
        };
    }

    DeviceState state() {
        Holdings held = Holdings.NONE;
        for (Aspect aspect : Aspect.values()) {
            if (random.nextBoolean()) {
                var holding = new AspectStatus(new Revision(random.nextLong(Long.MAX_VALUE)), random.nextBoolean());
                held = held.with(aspect, holding);
            }
        }
        Optional<Associate> association = random.nextBoolean()
                ? Optional.of(associate("c\u00e9\"\\", new Revision(random.nextLong(1, Long.MAX_VALUE))))
                : Optional.empty();
        return new DeviceState(firmware(), held, association, bandwidth(), role());
    }

    private Associate associate(String commandId, Revision revision) {
        Optional<Bandwidth> userPeak = random.nextBoolean() ? Optional.of(bandwidth()) : Optional.empty();
        List<DestinationPattern> destinations = random.ints(random.nextInt(3), 1, 65_536)
                .mapToObj(port -> new DestinationPattern("*.example.com", port))
                .toList();
        return new Associate(commandId, revision, "plan-" + random.nextInt(10), bandwidth(), userPeak, destinations);
    }

    private Bandwidth bandwidth() {
        return Bandwidth.ofKilobits(random.nextLong(1, random.nextBoolean() ? 20_000 : 2_000_000));
    }

    private HaRole role() {
        return random.nextBoolean() ? HaRole.ACTIVE : HaRole.STANDBY;
    }
}
