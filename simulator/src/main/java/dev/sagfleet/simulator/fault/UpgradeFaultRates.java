package dev.sagfleet.simulator.fault;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How probable some faults are, each whenever it can come about.
 *
 * @param byFault from 0 to 1, in their order
 */
public record UpgradeFaultRates(Map<UpgradeFault, Double> byFault) {
    /** Nothing goes wrong. */
    public static final UpgradeFaultRates NONE = new UpgradeFaultRates(Collections.emptyMap());

    public UpgradeFaultRates {
        byFault = Collections.unmodifiableMap(new LinkedHashMap<>(byFault));
        byFault.forEach((fault, rate) -> {
            if (!(rate >= 0 && rate <= 1)) {
                throw new IllegalArgumentException(fault + ": " + rate + " (expected: 0 to 1)");
            }
        });
    }
}
