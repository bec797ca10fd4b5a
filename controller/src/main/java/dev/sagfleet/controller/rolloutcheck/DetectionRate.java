package dev.sagfleet.controller.rolloutcheck;

/**
 * The smallest failure rate that so many devices see: with which so many of them fail, if each fails by itself, that the wave
 * halts.
 */
final class DetectionRate {
    /** How sure one wants to be. */
    static final double CERTAINTY = 0.95;

    /** Halves an interval until nobody sees the difference. */
    private static final int STEPS = 40;

    /**
     * As a part of 1, rounded up to less than a millionth of it.
     *
     * @param devices 1 or more
     * @param halting how many of them must fail; 1 to {@code devices}
     */
    static double of(int devices, int halting) {
        double low = 0;
        double high = 1;
        for (int i = 0; i < STEPS; i++) {
            double middle = (low + high) / 2;
            if (fewerThan(halting, devices, middle) <= 1 - CERTAINTY) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    /**
     * How likely it is that fewer than this fail. By logarithms, since the chances of single numbers are too small for any
     * other way.
     */
    private static double fewerThan(int halting, int devices, double rate) {
        double odds = StrictMath.log(rate) - StrictMath.log1p(-rate);
        double term = devices * StrictMath.log1p(-rate);
        double sum = StrictMath.exp(term);
        for (int failed = 1; failed < halting; failed++) {
            term += StrictMath.log((devices - failed + 1.0) / failed) + odds;
            sum += StrictMath.exp(term);
        }
        return sum;
    }

    private DetectionRate() {}
}
