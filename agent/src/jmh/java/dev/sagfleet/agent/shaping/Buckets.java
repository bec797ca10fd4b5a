package dev.sagfleet.agent.shaping;

/** Many token buckets of one make, counted from 0, with the rates of {@link Load}. */
interface Buckets {
    /**
     * Decides on a packet.
     *
     * @param nowNanos the time, for a make that does not read a clock of its own
     * @return whether it conforms and was debited
     */
    boolean take(int bucket, int bytes, long nowNanos);
}
