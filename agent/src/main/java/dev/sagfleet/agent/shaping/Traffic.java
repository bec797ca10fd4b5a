package dev.sagfleet.agent.shaping;

/**
 * What a device carries from one boot to the next, held to its rates and counted. Not thread-safe: it has the
 * owner of its buckets. Times are as in {@link TokenBuckets}.
 */
public interface Traffic {
    /** The buckets that a device takes up: instance and acceleration for each direction. */
    int BUCKETS = 4;

    /** Holds the traffic to other rates from now on. */
    void setRates(Rates rates, long nowNanos);

    /** Says whether the device forwards: the standby of an HA pair does not. */
    void setForwarding(boolean forwarding, long nowNanos);

    /** Brings the counters up to now. */
    void advance(long nowNanos);

    /** What was carried until the last advance or change. */
    TrafficCounters counters();

    /** How what the device begins to fetch for itself takes part. It fetches one thing at a time. */
    Intake intake();

    /** Carries nothing from now on: the device is switched off. */
    void end();
}
