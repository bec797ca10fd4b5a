package dev.sagfleet.simulator.rehearsal;

import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.simulator.fleet.DeviceBlueprint;
import dev.sagfleet.simulator.fleet.InstanceBlueprint;
import dev.sagfleet.simulator.link.DeviceLink;
import dev.sagfleet.simulator.time.Seed;
import dev.sagfleet.simulator.virtual.LineConditions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The links of all devices, drawn once: how long what is sent over them takes, and how fast images come over them. */
final class FleetLinks implements LineConditions {
    private static final long LEAST_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long SPREAD_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final Map<SerialNumber, DeviceLink> links = new LinkedHashMap<>();
    private final Seed draws;

    /** @param rehearsal the seed of all that is drawn in it */
    FleetLinks(Script script, Seed rehearsal) {
        draws = rehearsal.at("lines");
        if (!script.links().byModel().isEmpty()) {
            for (InstanceBlueprint instance : script.fleet().instances()) {
                for (DeviceBlueprint device : instance.devices()) {
                    Seed own = rehearsal.at("links").at(device.serial().text());
                    links.put(device.serial(), script.links().of(device.model()).of(own));
                }
            }
        }
    }

    /** That of the link, and of what lies behind it. */
    @Override
    public long delayNanos(SerialNumber serial, long sent) {
        double spread = draws.at(serial.text()).fraction("delay", sent);
        return LEAST_NANOS + (long) (spread * SPREAD_NANOS) + of(serial).delayNanos();
    }

    @Override
    public long bitsPerSecond(SerialNumber serial) {
        return of(serial).bitsPerSecond();
    }

    private DeviceLink of(SerialNumber serial) {
        return links.getOrDefault(serial, DeviceLink.WIDE);
    }
}
