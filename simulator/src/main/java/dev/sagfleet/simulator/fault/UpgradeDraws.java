package dev.sagfleet.simulator.fault;

import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.simulator.fault.UpgradeFaults.Likely;
import dev.sagfleet.simulator.time.Seed;
import java.util.List;
import java.util.Map;

/**
 * What one device draws about its upgrades, and what the groups draw that it is in. Each draw has a place of its own in the
 * tree of seeds, so that it depends neither on another device nor on what came before. An image counts by its version: a
 * rehearsal knows it before there are any bytes to have a digest.
 *
 * @param fleet the seed of the fleet
 * @param own the seed of the device
 * @param from the version that it started with
 */
record UpgradeDraws(Seed fleet, Seed own, DeviceModel model, FirmwareVersion from, Place place) {
    private static final String PURPOSE = "upgrade";

    /** Whether a fault comes about in an attempt at an image, or at one of the occasions of it that are counted. */
    boolean strikes(Likely likely, FirmwareVersion image, int attempt, long occasion) {
        return occasions(likely, image, attempt).fraction(occasion) < likely.probability();
    }

    /** What the occasions of an attempt draw from, each by its number. */
    Seed occasions(Likely likely, FirmwareVersion image, int attempt) {
        return at(likely, image, attempt).at(likely.name());
    }

    /** When in the minute or hour that it strikes in: from 0 up to but not including 1. */
    double moment(Likely likely, FirmwareVersion image, int attempt, long occasion) {
        return at(likely, image, attempt).at("moment").fraction(likely.name(), occasion);
    }

    /** What a bad image has on this device, on which it then has it always. */
    List<UpgradeFault> faultsOf(BadImage image) {
        Seed drawn = own.at(PURPOSE).at(image.name());
        return image.rates().byFault().entrySet().stream()
                .filter(rate -> drawn.fraction(rate.getKey().toString()) < rate.getValue())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** One of so many, for an attempt. */
    int any(UpgradeFault fault, FirmwareVersion image, int attempt, int of) {
        return (int) (own.at(PURPOSE).at(image.sortKey()).at(attempt).at("any").fraction(fault.toString()) * of);
    }

    /** What comes by the hour or minute comes over all of a group at once, whatever its devices are at. */
    private Seed at(Likely likely, FirmwareVersion image, int attempt) {
        Seed root = likely.grouping().map(this::group).orElse(own.at(PURPOSE));
        boolean isShared = likely.grouping().isPresent()
                && !likely.fault().occasion().length().isZero();
        return isShared ? root : root.at(image.sortKey()).at(attempt);
    }

    private Seed group(Grouping grouping) {
        Seed group = fleet.at(PURPOSE).at(grouping.label()).at(grouping.nameIn(place));
        return grouping == Grouping.BATCH ? group.at(model.label()) : group;
    }
}
