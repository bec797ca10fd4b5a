package dev.sagfleet.simulator.benchmark;

/**
 * What the rehearsal of a campaign took.
 *
 * @param seconds from the start of its JVM on
 * @param events on virtual time
 * @param bytes that it allocated
 * @param peakBytes of heap that were in use, garbage included
 */
public record RehearsalSize(int devices, double seconds, long events, long bytes, long peakBytes) {
    double bytesPerEvent() {
        return bytes / (double) events;
    }

    double eventsPerDevice() {
        return events / (double) devices;
    }
}
