package dev.sagfleet.controller.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.agent.protocol.Telemetry;
import dev.sagfleet.agent.protocol.Telemetry.Counters;
import dev.sagfleet.agent.protocol.Telemetry.Traffic;
import dev.sagfleet.controller.telemetry.TrafficRates;
import java.util.function.BiConsumer;

/** What a device carries: as rates, and as the counters that it reports. */
final class TrafficView {
    private static final double NANOS_PER_SECOND = 1e9;

    static void put(ObjectNode fields, TrafficRates rates) {
        fields.put("intervalSeconds", rates.intervalNanos() / NANOS_PER_SECOND);
        putDirections(fields, rates.uplink(), rates.downlink(), (counted, bytes) -> counted.put(
                        "offeredBitsPerSecond", rates.bitsPerSecond(bytes.offeredBytes()))
                .put("passedBitsPerSecond", rates.bitsPerSecond(bytes.passedBytes()))
                .put("droppedBitsPerSecond", rates.bitsPerSecond(bytes.droppedBytes()))
                .put("delayedBitsPerSecond", rates.bitsPerSecond(bytes.delayedBytes())));
    }

    static void put(ObjectNode fields, Telemetry report) {
        fields.put("uptimeSeconds", report.uptimeNanos() / NANOS_PER_SECOND);
        putDirections(fields, report.uplink(), report.downlink(), (counted, bytes) -> counted.put(
                        "offeredBytes", bytes.offeredBytes())
                .put("passedBytes", bytes.passedBytes())
                .put("droppedBytes", bytes.droppedBytes())
                .put("delayedBytes", bytes.delayedBytes()));
    }

    private static void putDirections(
            ObjectNode fields, Traffic uplink, Traffic downlink, BiConsumer<ObjectNode, Counters> words) {
        putClasses(fields.putObject("uplink"), uplink, words);
        putClasses(fields.putObject("downlink"), downlink, words);
    }

    private static void putClasses(ObjectNode fields, Traffic traffic, BiConsumer<ObjectNode, Counters> words) {
        words.accept(fields.putObject("accelerated"), traffic.accelerated());
        words.accept(fields.putObject("other"), traffic.other());
    }

    private TrafficView() {}
}
