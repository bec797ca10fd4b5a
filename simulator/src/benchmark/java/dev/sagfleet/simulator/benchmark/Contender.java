package dev.sagfleet.simulator.benchmark;

/** One of two that are measured in turns. */
interface Contender extends AutoCloseable {
    /** Measures once; what is returned is more, or less, the better it is, as its {@link Mark} says. */
    double measure() throws InterruptedException;

    @Override
    void close();
}
