package dev.sagfleet.agent.shaping;

/** Which way traffic goes through a device. Each way has limits of its own, of the same size. */
public enum Direction {
    /** From the device towards the network. */
    UPLINK,
    /** From the network towards the device. */
    DOWNLINK
}
