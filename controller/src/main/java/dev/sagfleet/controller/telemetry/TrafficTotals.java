package dev.sagfleet.controller.telemetry;

import dev.sagfleet.agent.protocol.Telemetry.Counters;
import dev.sagfleet.agent.protocol.Telemetry.Traffic;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.Collector;

/** What all devices have counted together, as a metric that never goes back. Safe for many threads. */
final class TrafficTotals {
    private final Counter bytes = Counter.builder()
            .name("sagfleet_device_traffic_bytes")
            .help("Bytes that devices counted; delayed ones have passed as well.")
            .labelNames("direction", "class", "outcome")
            .withoutExemplars()
            .build();
    private final Outcomes acceleratedUplink = new Outcomes("uplink", "accelerated");
    private final Outcomes otherUplink = new Outcomes("uplink", "other");
    private final Outcomes acceleratedDownlink = new Outcomes("downlink", "accelerated");
    private final Outcomes otherDownlink = new Outcomes("downlink", "other");

    /** Adds what a device has carried since what it was last asked for; no counter of it is negative. */
    void add(Traffic uplink, Traffic downlink) {
        acceleratedUplink.add(uplink.accelerated());
        otherUplink.add(uplink.other());
        acceleratedDownlink.add(downlink.accelerated());
        otherDownlink.add(downlink.other());
    }

    Collector metric() {
        return bytes;
    }

    /** One class in one direction, looked up once and not with each report. */
    private final class Outcomes {
        private final CounterDataPoint offered;
        private final CounterDataPoint passed;
        private final CounterDataPoint dropped;
        private final CounterDataPoint delayed;

        Outcomes(String direction, String trafficClass) {
            offered = bytes.labelValues(direction, trafficClass, "offered");
            passed = bytes.labelValues(direction, trafficClass, "passed");
            dropped = bytes.labelValues(direction, trafficClass, "dropped");
            delayed = bytes.labelValues(direction, trafficClass, "delayed");
        }

        void add(Counters counters) {
            add(offered, counters.offeredBytes());
            add(passed, counters.passedBytes());
            add(dropped, counters.droppedBytes());
            add(delayed, counters.delayedBytes());
        }

        /** As a fraction has no largest value, which one device alone could drive a whole number past. */
        private static void add(CounterDataPoint total, long more) {
            if (more > 0) {
                total.inc((double) more);
            }
        }
    }
}
