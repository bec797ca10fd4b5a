package dev.sagfleet.simulator.benchmark;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** What this process has computed, its collector included, however many others compute beside it. */
final class CpuTime {
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    /** Nanoseconds since the process was started, in steps of 10 ms or less. */
    static long nanos() {
        return SYSTEM.getProcessCpuTime();
    }

    private CpuTime() {}
}
