package dev.sagfleet.controller.telemetry;

import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.Telemetry;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The last two reports of each device, of which its rates are the difference. Safe for many threads. */
public final class TrafficReports {
    /** Reports of one boot; {@code previous} is the same as {@code latest} after the first. */
    private record Pair(String bootId, Telemetry previous, Telemetry latest) {}

    private final Map<SerialNumber, Pair> reports = new ConcurrentHashMap<>();

    /** Adds a report; one of another boot begins anew, and one that is not later than the last is passed over. */
    public void add(SerialNumber serial, String bootId, Telemetry report) {
        reports.merge(serial, new Pair(bootId, report, report), (known, first) -> {
            if (!known.bootId().equals(bootId)) {
                return first;
            }
            boolean later = report.uptimeNanos() > known.latest().uptimeNanos();
            return later ? new Pair(bootId, known.latest(), report) : known;
        });
    }

    /** The latest counters since boot, if the device has reported. */
    public Optional<Telemetry> latest(SerialNumber serial) {
        return Optional.ofNullable(reports.get(serial)).map(Pair::latest);
    }

    /** The rates between the last two reports, if there are two of the same boot. */
    public Optional<TrafficRates> rates(SerialNumber serial) {
        return Optional.ofNullable(reports.get(serial))
                .filter(pair -> pair.latest().uptimeNanos() > pair.previous().uptimeNanos())
                .map(pair -> TrafficRates.between(pair.previous(), pair.latest()));
    }
}
