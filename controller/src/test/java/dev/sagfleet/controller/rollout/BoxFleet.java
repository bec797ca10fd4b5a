package dev.sagfleet.controller.rollout;

import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.SerialNumber;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Boxes as they are, whether their image was withdrawn, and what each of them was offered in traffic. */
record BoxFleet(Map<SerialNumber, Box> boxes, BooleanSupplier isWithdrawn, Supplier<OptionalLong> traffic)
        implements Fleet {
    @Override
    public Optional<Standing> find(SerialNumber serial) {
        return Optional.ofNullable(boxes.get(serial))
                .filter(box -> box.registered)
                .map(box -> new Standing(
                        box.online, box.meant, box.busy, Optional.ofNullable(box.ordered), Optional.of(box.running)));
    }

    @Override
    public boolean canBeHad(Digest image) {
        return !isWithdrawn.getAsBoolean();
    }

    @Override
    public OptionalLong offeredPerHour(SerialNumber serial, Duration over) {
        return traffic.get();
    }
}
