package dev.sagfleet.simulator.makes;

import dev.sagfleet.agent.protocol.Bandwidth;
import java.time.Duration;

/** How arrivals keep to a rate. Time begins with the first of them, which counts. */
final class ArrivalAnalysis {
    private static final double NANO_BITS_PER_BYTE = 8e9;

    private final Arrivals arrivals;
    private final Bandwidth rate;

    /**
     * Of these at this rate.
     *
     * @param arrivals one at least
     */
    ArrivalAnalysis(Arrivals arrivals, Bandwidth rate) {
        if (arrivals.size() == 0) {
            throw new IllegalArgumentException("arrivals: none (expected: one at least)");
        }
        this.arrivals = arrivals;
        this.rate = rate;
    }

    /** How far above the rate the average of so long from the beginning is; 0.01 is 1 % more, negative is less. */
    double deviation(Duration span) {
        long began = arrivals.nanos(0);
        return arrivals.bytesBetween(began, began + span.toNanos()) / rateBytes(span.toNanos()) - 1;
    }

    /** The most by which any window of this length has more bytes than the rate allows, wherever it begins. */
    double mostAbove(Duration window) {
        long length = window.toNanos();
        long most = 0;
        int end = 0;
        // The fullest windows begin with an arrival; both of their ends belong to them.
        for (int begin = 0; begin < arrivals.size(); begin++) {
            while (end < arrivals.size() && arrivals.nanos(end) - arrivals.nanos(begin) <= length) {
                end++;
            }
            most = Math.max(most, arrivals.bytesBefore(end) - arrivals.bytesBefore(begin));
        }
        return most - rateBytes(length);
    }

    /** The most by which any window of any length has more bytes than the rate allows: the burst as it arrived. */
    double sigma() {
        long began = arrivals.nanos(0);
        double lowest = Double.POSITIVE_INFINITY;
        double sigma = 0;
        for (int i = 0; i < arrivals.size(); i++) {
            double allowed = rateBytes(arrivals.nanos(i) - began);
            lowest = Math.min(lowest, arrivals.bytesBefore(i) - allowed);
            sigma = Math.max(sigma, arrivals.bytesBefore(i + 1) - allowed - lowest);
        }
        return sigma;
    }

    private double rateBytes(long nanos) {
        return rate.bitsPerSecond() * (double) nanos / NANO_BITS_PER_BYTE;
    }
}
