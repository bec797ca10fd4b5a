package dev.sagfleet.simulator.delay;

/**
 * The normal distribution, asked from behind: below which value does so large a part of it lie? Good to 6
 * digits, and the same to the last bit on every machine.
 *
 * @see <a href="https://doi.org/10.2307/2347330">Wichura: Algorithm AS 241, the percentage points of the
 *     normal distribution (PPND7)</a>
 */
public final class NormalQuantile {
    private static final double CENTRE_MAX = 0.425;
    private static final double CENTRE_SQUARED = 0.180625;
    private static final double NEAR_TAIL_MAX = 5;
    private static final double NEAR_TAIL_SHIFT = 1.6;

    /** Of a fraction of two polynomials each, from the constant up. */
    private static final double[] CENTRE = {3.3871327179, 50.434271938, 159.29113202, 59.109374720};

    private static final double[] CENTRE_BELOW = {1, 17.895169469, 78.757757664, 67.187563600};
    private static final double[] NEAR_TAIL = {1.4234372777, 2.7568153900, 1.3067284816, 0.17023821103};
    private static final double[] NEAR_TAIL_BELOW = {1, 0.73700164250, 0.12021132975};
    private static final double[] FAR_TAIL = {6.6579051150, 3.0812263860, 0.42868294337, 0.017337203997};
    private static final double[] FAR_TAIL_BELOW = {1, 0.24197894225, 0.012258202635};

    /**
     * The value below which this part lies.
     *
     * @param fraction more than 0 and less than 1
     */
    public static double of(double fraction) {
        double offset = fraction - 0.5;
        if (StrictMath.abs(offset) <= CENTRE_MAX) {
            double distance = CENTRE_SQUARED - offset * offset;
            return offset * at(distance, CENTRE) / at(distance, CENTRE_BELOW);
        }
        double distance = StrictMath.sqrt(-StrictMath.log(offset < 0 ? fraction : 1 - fraction));
        double value = distance <= NEAR_TAIL_MAX
                ? at(distance - NEAR_TAIL_SHIFT, NEAR_TAIL) / at(distance - NEAR_TAIL_SHIFT, NEAR_TAIL_BELOW)
                : at(distance - NEAR_TAIL_MAX, FAR_TAIL) / at(distance - NEAR_TAIL_MAX, FAR_TAIL_BELOW);
        return offset < 0 ? -value : value;
    }

    private static double at(double x, double[] coefficients) {
        double sum = 0;
        for (int i = coefficients.length - 1; i >= 0; i--) {
            sum = sum * x + coefficients[i];
        }
        return sum;
    }

    private NormalQuantile() {}
}
