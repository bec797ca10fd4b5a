package dev.sagfleet.simulator.world;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.sagfleet.controller.server.ApiLimits;
import java.lang.management.ManagementFactory;

/** How many files this process may have open, which a fleet of sockets comes up against first. */
final class OpenFiles {
    /** Either end of a device's connection is here. */
    private static final int PER_DEVICE = 2;

    /** For databases and listening ports, beside the connections that the API port takes. */
    private static final int RESERVE = 120;

    /** @throws WorldException if so many devices are more than the limit allows */
    static void requireEnoughFor(int devices) {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system) {
            requireEnoughFor(devices, system.getMaxFileDescriptorCount(), system.getOpenFileDescriptorCount());
        }
    }

    /** The same where the other end of the connections is in another process. */
    static void requireEnoughForOneEndOf(int devices) {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system) {
            long limit = system.getMaxFileDescriptorCount();
            long needed = system.getOpenFileDescriptorCount() + RESERVE + devices;
            if (needed > limit) {
                throw new WorldException(devices + " devices need " + needed + " open files (expected: at most " + limit
                        + ", the limit of this process). Raise it with ulimit -n " + needed + ", as root if need be.");
            }
        }
    }

    static void requireEnoughFor(int devices, long limit, long open) {
        long others = open + RESERVE + ApiLimits.connectionsMax(limit);
        long needed = others + (long) PER_DEVICE * devices;
        if (needed > limit) {
            long fitting = Math.max(0, (limit - others) / PER_DEVICE);
            throw new WorldException(devices + " devices need " + needed + " open files (expected: at most " + limit
                    + ", the limit of this process, which is enough for " + fitting
                    + " devices). Raise it with ulimit -n " + needed
                    + ", as root if need be, or take --transport memory.");
        }
    }

    private OpenFiles() {}
}
