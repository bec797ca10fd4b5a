package dev.sagfleet.agent.shaping;

/**
 * What a device fetches for itself: ordinary traffic of its downlink, whose bytes wait until the limits let them pass
 * beside all else. Whoever fetches reads on once they have, so that its sender is slowed down by its own connection.
 * It has the owner of the {@link Traffic}, and is of no use after it.
 */
public interface Intake {
    /**
     * Has bytes wait that have arrived.
     *
     * @param bytes 0 or more; of all that wait at most 4 GiB
     */
    void offer(long bytes, long nowNanos);

    /**
     * Has bytes come from now on that whoever sends them holds back as long as the limits do: none waits at the device.
     * Until all have passed, {@link #waitNanos} counts them among those that wait.
     *
     * @param bytes 0 to 4 GiB; takes the place of what was still to come before
     * @param bitsPerSecond that they come with at most; 1 or more
     */
    default void expect(long bytes, long bitsPerSecond, long nowNanos) {
        throw new UnsupportedOperationException("whatever passes here is sent, and waits at the device");
    }

    /**
     * How many bytes are still to pass.
     *
     * @return 0 if none wait
     */
    long waitingBytes(long nowNanos);

    /**
     * How long until all that wait have passed, as things are; to be asked again after that, since limits and what is
     * beside it change.
     *
     * @return nanoseconds; 0 if none wait
     */
    long waitNanos(long nowNanos);

    /**
     * Nothing more is fetched, and what waits is given up; what was expected was never there. To be called once.
     */
    void end(long nowNanos);
}
