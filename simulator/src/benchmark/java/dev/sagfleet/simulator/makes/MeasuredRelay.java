package dev.sagfleet.simulator.makes;

/** A relay at work: connections to its port go on to a target, at a rate at most in each direction. */
public interface MeasuredRelay extends AutoCloseable {
    /** Where it listens on the loopback. */
    int port();

    /** Ends it with all of its connections. */
    @Override
    void close();
}
