package dev.sagfleet.controller.telemetry;

import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.Telemetry;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** The last two reports of each device, of which its rates are the difference. Safe for many threads. */
public final class TrafficReports {
    // FNV-1a.
    private static final long FNV_OFFSET = 0xCBF29CE484222325L;
    private static final long FNV_PRIME = 0x100000001B3L;

    private final Map<SerialNumber, PackedReports> reports = new ConcurrentHashMap<>();

    /**
     * Tells one boot of a device from another: 64 bits of a boot id, which takes nine times that room. That two in
     * a row share them would only spoil the rates between two reports.
     */
    public static long boot(String bootId) {
        long hash = FNV_OFFSET;
        for (int i = 0; i < bootId.length(); i++) {
            hash = (hash ^ bootId.charAt(i)) * FNV_PRIME;
        }
        return hash;
    }

    /** Adds a report; one of another {@linkplain #boot boot} begins anew, and one that is not later than the last is passed over. */
    public void add(SerialNumber serial, long boot, Telemetry report) {
        reports.merge(serial, PackedReports.first(boot, report), (known, first) -> {
            if (known.boot() != boot) {
                return first;
            }
            boolean later = report.uptimeNanos() > known.latestUptimeNanos();
            return later ? known.followedBy(report) : known;
        });
    }

    /** The latest counters since boot, if the device has reported. */
    public Optional<Telemetry> latest(SerialNumber serial) {
        return Optional.ofNullable(reports.get(serial)).map(PackedReports::latest);
    }

    /** What the devices that are to be counted let pass together, as far as they have rates. */
    public PassedTraffic passed(Predicate<SerialNumber> counted) {
        PassedTraffic sum = PassedTraffic.NONE;
        for (Map.Entry<SerialNumber, PackedReports> report : reports.entrySet()) {
            if (counted.test(report.getKey())) {
                sum = rates(report.getValue()).map(sum::plus).orElse(sum);
            }
        }
        return sum;
    }

    /** The rates between the last two reports, if there are two of the same boot. */
    public Optional<TrafficRates> rates(SerialNumber serial) {
        return Optional.ofNullable(reports.get(serial)).flatMap(TrafficReports::rates);
    }

    private static Optional<TrafficRates> rates(PackedReports known) {
        Telemetry previous = known.previous();
        Telemetry latest = known.latest();
        return latest.uptimeNanos() > previous.uptimeNanos()
                ? Optional.of(TrafficRates.between(previous, latest))
                : Optional.empty();
    }
}
