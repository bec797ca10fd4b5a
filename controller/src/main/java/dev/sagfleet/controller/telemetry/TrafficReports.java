package dev.sagfleet.controller.telemetry;

import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.Telemetry;
import dev.sagfleet.agent.protocol.Telemetry.Counters;
import dev.sagfleet.agent.protocol.Telemetry.Traffic;
import io.prometheus.metrics.model.registry.Collector;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The last two reports of each device, of which its rates are the difference, and the totals of all; and as long as somebody
 * wants to know, what each was offered lately. Safe for many threads.
 */
public final class TrafficReports {
    // FNV-1a.
    private static final long FNV_OFFSET = 0xCBF29CE484222325L;
    private static final long FNV_PRIME = 0x100000001B3L;

    /** No device is asked to report as often; rates over less would be anything. */
    private static final long INTERVAL_NANOS_MIN = Duration.ofMillis(10).toNanos();

    /** What clocks that differ, and reports that are late, are given. */
    private static final Duration SLACK = Duration.ofMinutes(5);

    private static final Telemetry AT_BOOT = new Telemetry(0, nothing(), nothing());

    private final InstantSource clock;
    private final long beganNanos;
    private final Map<SerialNumber, PackedReports> reports = new ConcurrentHashMap<>();
    private final TrafficTotals totals = new TrafficTotals();

    /** How far back marks of what was offered are to reach; 0 if there are to be none. */
    private volatile long keptTenths;

    public TrafficReports(InstantSource clock) {
        this.clock = clock;
        beganNanos = nowNanos();
    }

    private static Traffic nothing() {
        return new Traffic(new Counters(0, 0, 0), new Counters(0, 0, 0));
    }

    private long nowNanos() {
        return TimeUnit.MILLISECONDS.toNanos(clock.millis());
    }

    /**
     * Tells one boot of a device from another: 64 bits of a boot id, which takes nine times that room. That two in
     * a row share them would only spoil the rates between two reports, and the totals by one boot.
     */
    public static long boot(String bootId) {
        long hash = FNV_OFFSET;
        for (int i = 0; i < bootId.length(); i++) {
            hash = (hash ^ bootId.charAt(i)) * FNV_PRIME;
        }
        return hash;
    }

    /**
     * Adds a report; one of another {@linkplain #boot boot} begins anew, and one that is not later than the last by
     * 10 ms is passed over.
     *
     * <p>What all devices carried together counts no more of one than what the fastest line can have carried since
     * these reports began, so that no device spoils it for all. A report that says more is only compared with.
     */
    public void add(SerialNumber serial, long boot, Telemetry report) {
        reports.compute(serial, (same, known) -> {
            Optional<OfferedMarks> marks = marks(known, boot, report);
            long countedNanos = known == null ? beganNanos - SLACK.toNanos() : known.countedNanos();
            if (known == null || known.boot() != boot) {
                return add(TrafficRates.sinceBoot(report), countedNanos)
                        .map(counted -> PackedReports.first(boot, counted, report, marks))
                        .orElseGet(() -> PackedReports.first(boot, countedNanos, report, marks));
            }
            if (report.uptimeNanos() - known.latestUptimeNanos() < INTERVAL_NANOS_MIN) {
                return known;
            }
            return add(TrafficRates.between(known.latest(), report), countedNanos)
                    .map(counted -> known.followedBy(counted, report, marks))
                    .orElseGet(() -> PackedReports.first(boot, countedNanos, report, marks));
        });
    }

    /** What contradicts the report before begins anew, and nothing is known of what was before it. */
    private Optional<OfferedMarks> marks(@Nullable PackedReports known, long boot, Telemetry report) {
        long kept = keptTenths;
        if (kept == 0) {
            return Optional.empty();
        }
        Optional<PackedReports> before = Optional.ofNullable(known).filter(one -> one.boot() == boot);
        Optional<OfferedMarks> marks = before.flatMap(PackedReports::marks);
        Telemetry since = marks.isPresent() ? before.get().latest() : AT_BOOT;
        long nowMillis = clock.millis();
        if (!OfferedMarks.isSound(since, report)) {
            return Optional.of(OfferedMarks.at(report, nowMillis));
        }
        return Optional.of(marks.map(one -> one.followedBy(report, kept, nowMillis))
                .orElseGet(() -> OfferedMarks.first(report, kept, nowMillis)));
    }

    /**
     * From now on keeps what devices were offered over spans of up to this length, which takes 32 bytes of each; zero keeps
     * nothing of it. What was not kept is not known later.
     */
    public void keepOffered(Duration longest) {
        keptTenths = longest.toNanos() / OfferedTraffic.NANOS_PER_TENTH;
    }

    /**
     * What a device was offered till its latest report, in one boot. The span is as long as is asked for at least and, for a
     * device that goes on reporting, at most twice the longest that is {@linkplain #keepOffered kept}.
     *
     * @return nothing if that is not known: it has not reported for so long, was not asked for so long ago, or its reports
     *     contradict each other
     */
    public Optional<OfferedTraffic> offered(SerialNumber serial, Duration least) {
        long leastTenths = least.toNanos() / OfferedTraffic.NANOS_PER_TENTH;
        return Optional.ofNullable(reports.get(serial))
                .flatMap(known -> known.marks().flatMap(marks -> marks.until(known.latest(), leastTenths)));
    }

    /** Forgets a device, whose session is over; what it has counted stays in the totals. */
    public void forget(SerialNumber serial) {
        reports.remove(serial);
    }

    /** Likewise all devices. */
    public void forgetAll() {
        reports.clear();
    }

    /**
     * Adds what a device has carried to the totals, if it can have done so.
     *
     * @param countedNanos until when the device's time has been counted
     * @return until when it is counted now; nothing if the device had no time for that
     */
    private Optional<Long> add(TrafficRates since, long countedNanos) {
        long untilNanos = countedNanos + since.intervalNanos();
        if (untilNanos > nowNanos() || !since.isPossible()) {
            return Optional.empty();
        }
        totals.add(since.uplink(), since.downlink());
        return Optional.of(untilNanos);
    }

    /** The sums of what all devices have counted, over their boots, as a metric. */
    public Collector totals() {
        return totals.metric();
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
