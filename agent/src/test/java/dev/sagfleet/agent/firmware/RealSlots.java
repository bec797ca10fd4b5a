package dev.sagfleet.agent.firmware;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.firmware.FirmwareEvent.Flashed;
import dev.sagfleet.agent.firmware.FirmwareEvent.Installed;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.FirmwareReport.Slot;
import java.util.EnumMap;
import java.util.Map;

/** What really is in the slots of a test device, whatever it thinks: nothing that could be started while one is written. */
final class RealSlots {
    private final Map<Slot, Digest> whole = new EnumMap<>(Slot.class);

    RealSlots(Slots slots) {
        for (Slot slot : Slot.values()) {
            slots.in(slot).image().ifPresent(image -> whole.put(slot, image.digest()));
        }
    }

    void write(Slot slot) {
        whole.remove(slot);
    }

    void happens(FirmwareEvent event, DeviceModel model, Slots slots) {
        if (event instanceof Installed) {
            whole.put(slots.runs().other(), slots.other().image().orElseThrow().digest());
        }
        if (event instanceof Flashed flashed) {
            whole.put(slots.runs(), Digest.ofFactory(model, flashed.version()));
        }
    }

    /** Nothing is started that is half written, or is not what the boot loader takes it for. */
    void assertWhole(Slots started) {
        assertThat(whole.get(started.runs())).isEqualTo(started.image().digest());
    }
}
