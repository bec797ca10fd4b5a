package dev.sagfleet.simulator.link;

/**
 * The link of one device.
 *
 * @param bitsPerSecond that an image comes with at most; 1 or more
 * @param delayNanos of a frame, one way; 0 or more
 */
public record DeviceLink(long bitsPerSecond, long delayNanos) {
    /** One that holds nothing back. */
    public static final DeviceLink WIDE = new DeviceLink(Long.MAX_VALUE, 0);
}
