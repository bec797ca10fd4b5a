package dev.sagfleet.simulator.world;

import dev.sagfleet.agent.link.DeviceLink;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.DownlinkMessage;
import dev.sagfleet.agent.protocol.Envelope;
import dev.sagfleet.agent.protocol.FirmwareReport;
import dev.sagfleet.agent.protocol.FirmwareReport.Slot;
import dev.sagfleet.agent.protocol.FirmwareReport.SlotReport;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.Hello;
import dev.sagfleet.agent.protocol.Holdings;
import dev.sagfleet.agent.protocol.SlotStatus;
import dev.sagfleet.simulator.fleet.DeviceBlueprint;
import java.time.Duration;
import java.util.Optional;

/** A copy of a device, with its serial number and its key: it says Hello again and again, and does nothing that it is told. */
final class Twin implements DeviceLink.Owner {
    private static final Duration PAUSE = Duration.ofSeconds(20);

    private final VirtualWorld world;
    private final DeviceBlueprint device;
    private final Hello hello;
    private final DeviceLink link;
    private boolean isGone;
    private int turns;

    /** @param runs what the device left the factory with, of which the copy was made */
    Twin(VirtualWorld world, DeviceBlueprint device, FirmwareVersion version, Digest runs) {
        this.world = world;
        this.device = device;
        var factory = new SlotReport(SlotStatus.GOOD, Optional.of(version), Optional.of(runs));
        hello = new Hello(
                device.serial(),
                Optional.empty(),
                device.model(),
                version,
                "boot of the copy",
                Holdings.NONE,
                Optional.of(new FirmwareReport(factory, SlotReport.EMPTY, Slot.A, Optional.empty())),
                false);
        link = world.network().of(this);
    }

    void connect() {
        link.connect(device.serial(), device.key());
    }

    /** Somebody has found it and switches it off. */
    void leave() {
        isGone = true;
        link.close();
    }

    /** How often it was let in. */
    int turns() {
        return turns;
    }

    @Override
    public void opened() {
        turns++;
        link.send(new Envelope<>(Envelope.NO_SESSION, hello));
    }

    @Override
    public void received(Envelope<DownlinkMessage> envelope) {}

    @Override
    public void heard() {}

    @Override
    public void keyRefused() {}

    @Override
    public void closed(String reason, Duration retryAfter) {
        if (!isGone) {
            world.time().schedule(PAUSE.toNanos(), this::connect);
        }
    }
}
