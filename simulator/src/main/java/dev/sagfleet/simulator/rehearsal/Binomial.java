package dev.sagfleet.simulator.rehearsal;

/** How probable so many hits are of a number of tries. The same to the bit on every machine. */
final class Binomial {
    /**
     * The probability of each number of hits.
     *
     * @param p of a hit, from 0 to 1
     * @return from 0 hits to all
     */
    static double[] of(int tries, double p) {
        double[] probabilities = new double[tries + 1];
        if (p <= 0 || p >= 1) {
            probabilities[p <= 0 ? 0 : tries] = 1;
            return probabilities;
        }
        double odds = StrictMath.log(p) - StrictMath.log1p(-p);
        double log = tries * StrictMath.log1p(-p);
        probabilities[0] = StrictMath.exp(log);
        for (int hits = 1; hits <= tries; hits++) {
            log += StrictMath.log((double) (tries - hits + 1) / hits) + odds;
            probabilities[hits] = StrictMath.exp(log);
        }
        return probabilities;
    }

    /** The probability of at most so many hits. */
    static double upTo(int hits, int tries, double p) {
        double[] probabilities = of(tries, p);
        double sum = 0;
        for (int i = 0; i <= hits; i++) {
            sum += probabilities[i];
        }
        return sum;
    }

    private Binomial() {}
}
