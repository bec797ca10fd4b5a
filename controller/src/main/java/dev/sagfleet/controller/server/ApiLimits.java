package dev.sagfleet.controller.server;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * How much the API port takes from peers that nobody has let in yet.
 *
 * @param idle how long a connection may stay without a request
 * @param request how long a request may take to arrive, from its first byte to its last
 * @param write how long an answer may take to be read
 * @param connectionsMax open connections, at least 1; one more takes the place of the one that idles longest
 * @param heldBytesMax requests that have not been answered, of all connections together, in bytes; one byte
 *     more ends the unfinished request that began first
 */
public record ApiLimits(Duration idle, Duration request, Duration write, int connectionsMax, long heldBytesMax) {
    /** More than any client opens that waits for its answers, in a process with files to spare. */
    private static final int CONNECTIONS_MAX = 2_000;

    /** Enough for a console, a few clients and a scraper. */
    private static final int CONNECTIONS_MIN = 32;

    /** Of the files that the process may open: most of them are for devices. */
    private static final int SHARE_OF_FILES = 8;

    /** Of the heap, for each connection: buffers and handlers. */
    private static final long HEAP_PER_CONNECTION = 64 * 1024;

    private static final int SHARE_OF_HEAP = 16;

    public ApiLimits {
        requirePositive(idle, "idle");
        requirePositive(request, "request");
        requirePositive(write, "write");
        if (connectionsMax < 1 || heldBytesMax < 1) {
            throw new IllegalArgumentException("connectionsMax: " + connectionsMax + ", heldBytesMax: " + heldBytesMax
                    + " (expected: at least 1)");
        }
    }

    /** What fits a process of this heap and this many open files. */
    public static ApiLimits ofThisProcess() {
        long heapBytes = Runtime.getRuntime().maxMemory();
        return new ApiLimits(
                Duration.ofMinutes(1),
                Duration.ofSeconds(30),
                Duration.ofSeconds(30),
                connectionsMax(openFilesMax()),
                Math.max(4L * RequestCollector.BYTES_MAX, heapBytes / SHARE_OF_HEAP));
    }

    /** Connections to the API port that a process of this heap takes if it may open so many files. */
    public static int connectionsMax(long openFiles) {
        return connectionsMax(openFiles, Runtime.getRuntime().maxMemory());
    }

    static int connectionsMax(long openFiles, long heapBytes) {
        long fitting = Math.min(openFiles / SHARE_OF_FILES, heapBytes / HEAP_PER_CONNECTION);
        return (int) Math.max(CONNECTIONS_MIN, Math.min(CONNECTIONS_MAX, fitting));
    }

    private static long openFilesMax() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                ? system.getMaxFileDescriptorCount()
                : Long.MAX_VALUE;
    }

    /** With other times. */
    public ApiLimits withTimes(Duration otherIdle, Duration otherRequest, Duration otherWrite) {
        return new ApiLimits(otherIdle, otherRequest, otherWrite, connectionsMax, heldBytesMax);
    }

    /** With another room. */
    public ApiLimits withRoom(int connections, long heldBytes) {
        return new ApiLimits(idle, request, write, connections, heldBytes);
    }

    private static void requirePositive(Duration time, String name) {
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException(name + ": " + time + " (expected: more than 0)");
        }
    }
}
