package dev.sagfleet.controller.campaign;

import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.telemetry.OfferedTraffic;
import dev.sagfleet.controller.telemetry.TrafficReports;
import java.time.Duration;
import java.util.Optional;

/**
 * What devices carry, as far as rollouts want to know it. A device that has not reported for half of the time that is
 * measured says nothing.
 */
record Carried(TrafficReports reports) {
    /** What a device was offered in traffic till now; nothing if that is not known. */
    Optional<OfferedTraffic> lately(SerialNumber serial, Duration over, long nowMillis) {
        long staleMillis = nowMillis - over.toMillis() / 2;
        return reports.offered(serial, over).filter(offered -> offered.reportedMillis() >= staleMillis);
    }
}
