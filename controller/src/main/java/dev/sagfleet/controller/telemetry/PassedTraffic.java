package dev.sagfleet.controller.telemetry;

/**
 * What several devices let pass together, as sums of their rates in bit/s. They are whole numbers, so that it does not
 * matter in which order the devices are counted.
 *
 * @param devices whose rates are in the sums
 */
public record PassedTraffic(int devices, Direction uplink, Direction downlink) {
    static final PassedTraffic NONE = new PassedTraffic(0, new Direction(0, 0), new Direction(0, 0));

    /** One direction, by class. */
    public record Direction(long accelerated, long other) {
        private Direction plus(double moreAccelerated, double moreOther) {
            return new Direction(accelerated + Math.round(moreAccelerated), other + Math.round(moreOther));
        }
    }

    PassedTraffic plus(TrafficRates rates) {
        return new PassedTraffic(
                devices + 1,
                uplink.plus(
                        rates.bitsPerSecond(rates.uplink().accelerated().passedBytes()),
                        rates.bitsPerSecond(rates.uplink().other().passedBytes())),
                downlink.plus(
                        rates.bitsPerSecond(rates.downlink().accelerated().passedBytes()),
                        rates.bitsPerSecond(rates.downlink().other().passedBytes())));
    }
}
