package dev.sagfleet.simulator.cli;

/** What a command keeps running until it is interrupted. */
interface Work extends AutoCloseable {
    /** How many devices there are to come online. */
    int size();

    /** How many of them are. */
    int onlineCount();

    /** What is printed once all are online. */
    String summary();

    /** Called about once a second. */
    default void tend() throws InterruptedException {}

    @Override
    void close();
}
