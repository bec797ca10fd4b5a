package dev.sagfleet.simulator.counted;

/** What the bytes of downloads share on their way, before they come to the limits of their devices. */
public interface Carrier {
    /**
     * Begins to carry bytes. Belongs to the loop of the devices.
     *
     * @param bytes 0 to 4 GiB
     * @param mostBitsPerSecond that they come with if there is room for that: 1 or more
     * @param arrived is called once all have come, unless it was ended before; not from here
     */
    Carriage begin(long bytes, long mostBitsPerSecond, Runnable arrived);

    /** The bytes of one download on their way. */
    interface Carriage {
        /** From now on they come with at most this, if there is room for it. */
        void setMost(long bitsPerSecond);

        /** How many have still to come. */
        long bytesLeft();

        /** No more of them come; a second time nothing happens. */
        void end();
    }
}
