package dev.sagfleet.simulator.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.simulator.makes.ChangeResult;
import dev.sagfleet.simulator.makes.FlowsResult;
import dev.sagfleet.simulator.makes.RateResult;

/** How relays kept to their rates, for a machine. */
final class ShapingJson {
    static void add(ObjectNode node, RateResult found) {
        node.put("contender", found.make().label())
                .put("bitsPerSecond", found.rate().bitsPerSecond())
                .put("spanMillis", found.span().toMillis())
                .put("deviation", found.deviation())
                .put("firstSecondDeviation", found.firstSecond())
                .put("windowAboveBytes", found.windowAboveBytes())
                .put("windowAboveBytesMax", found.marks().aboveBytesMax())
                .put("sigmaBytes", found.sigmaBytes())
                .put("relayCpu", found.relayCpu())
                .put("met", found.isMet());
        found.pressure().ifPresent(share -> node.put("pressure", share));
    }

    static void add(ObjectNode node, FlowsResult found) {
        node.put("contender", found.make().label())
                .put("bitsPerSecond", found.rate().bitsPerSecond())
                .put("difference", found.difference())
                .put("waitMedianNanos", found.waitMedian().toNanos())
                .put("waitMostNanos", found.waitMost().toNanos())
                .put("waitNanosMax", found.marks().waitMax().toNanos())
                .put("met", found.isMet());
        found.pressure().ifPresent(share -> node.put("pressure", share));
    }

    static void add(ObjectNode node, ChangeResult found) {
        node.put("lowBitsPerSecond", found.low().bitsPerSecond())
                .put("highBitsPerSecond", found.high().bitsPerSecond())
                .put("delayMedianNanos", found.median().toNanos())
                .put("aboveBytes", found.aboveBytes())
                .put("aboveBytesMax", found.aboveBytesMax())
                .put("met", found.isMet());
        var delays = node.putArray("delayNanos");
        found.delays().forEach(delay -> delays.add(delay.toNanos()));
        found.pressure().ifPresent(share -> node.put("pressure", share));
    }

    private ShapingJson() {}
}
