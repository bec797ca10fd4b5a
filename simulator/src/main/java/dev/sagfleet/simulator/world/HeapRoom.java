package dev.sagfleet.simulator.world;

/** How many devices fit into the heap of this process. */
final class HeapRoom {
    /** What either end of a device's connection takes together, and room for the garbage collector to work in. */
    private static final long BYTES_PER_DEVICE = 10_000;

    private static final long RESERVE_BYTES = 64L << 20;
    private static final int MEBIBYTE_SHIFT = 20;

    /** @throws WorldException if so many devices are more than the heap has room for */
    static void requireEnoughFor(int devices) {
        requireEnoughFor(devices, Runtime.getRuntime().maxMemory());
    }

    static void requireEnoughFor(int devices, long maxBytes) {
        long needed = RESERVE_BYTES + devices * BYTES_PER_DEVICE;
        if (needed > maxBytes) {
            long neededMebibytes = (needed >> MEBIBYTE_SHIFT) + 1;
            throw new WorldException(devices + " devices need " + neededMebibytes + " MiB of heap (expected: at most "
                    + (maxBytes >> MEBIBYTE_SHIFT) + ", the limit of this process, which is enough for "
                    + Math.max(0, (maxBytes - RESERVE_BYTES) / BYTES_PER_DEVICE)
                    + " devices). Raise it with SAG_JAVA_OPTIONS=-Xmx" + neededMebibytes + "m.");
        }
    }

    private HeapRoom() {}
}
