package dev.sagfleet.agent.runtime;

/**
 * How long one device takes over what a real one does not do at once. A controller that only ever sees
 * instant answers is not tried.
 */
public interface Delays {
    /** Nothing takes any time. */
    Delays NONE = (occasion, attempt) -> 0;

    /** How long it takes the {@code attempt}-th time; 0 ns or more, and the same whenever it is asked for. */
    long nanos(Occasion occasion, long attempt);
}
