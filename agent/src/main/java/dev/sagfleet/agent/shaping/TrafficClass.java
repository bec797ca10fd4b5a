package dev.sagfleet.agent.shaping;

/** How traffic is treated by a device. */
public enum TrafficClass {
    /** Sent over an application acceleration plan: within the acceleration and the instance bandwidth. */
    ACCELERATED,
    /** All else: within the instance bandwidth. */
    OTHER
}
