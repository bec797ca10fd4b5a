package dev.sagfleet.agent.runtime;

/**
 * How long one device takes over what a real one does not do at once. A controller that only ever sees
 * instant answers is not tried.
 */
public interface Delays {
    /** Nothing takes any time. */
    Delays NONE = (point, attempt) -> 0;

    /**
     * How long it takes over something; the same whenever it is asked for.
     *
     * @param attempt how often it has reached this point before, since the process started; from 0, and
     *     after 255 from 0 again
     * @return 0 ns or more
     */
    long nanos(DelayPoint point, long attempt);
}
