package dev.sagfleet.controller.telemetry;

/**
 * What a device was offered over a span of one boot, in all classes and both directions.
 *
 * @param bytes 0 or more
 * @param tenths how long the span was, in tenths of a second; 1 or more
 * @param reportedMillis when the report came that ends it, in milliseconds since 1970
 */
public record OfferedTraffic(long bytes, long tenths, long reportedMillis) {
    static final long NANOS_PER_TENTH = 100_000_000;

    private static final long TENTHS_PER_HOUR = 36_000;

    /** As many bytes as it would be in an hour, so that spans that are not equally long compare. */
    public long bytesPerHour() {
        return bytes / tenths * TENTHS_PER_HOUR + bytes % tenths * TENTHS_PER_HOUR / tenths;
    }
}
