package dev.sagfleet.simulator.world;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** How many connections one address of this machine can have to one port: one a local port. */
final class LocalPorts {
    private static final Path RANGE = Path.of("/proc/sys/net/ipv4/ip_local_port_range");

    /** For clients of the API, and for ports whose last connection has just ended. */
    private static final int RESERVE = 200;

    /**
     * Where it is not known how many ports there are, all devices fit.
     *
     * @param wayOut what one may do instead, as the beginning of a sentence
     * @throws WorldException if so many devices are more than there are ports
     */
    static void requireEnoughFor(int devices, String wayOut) {
        List<String> lines;
        try {
            // Not readString, which asks for a byte first: such a file gives everything at once or nothing more.
            lines = Files.readAllLines(RANGE);
        } catch (IOException e) {
            return;
        }
        String[] bounds = lines.get(0).split("\\s+", -1);
        requireEnoughFor(devices, wayOut, Integer.parseInt(bounds[0]), Integer.parseInt(bounds[1]));
    }

    static void requireEnoughFor(int devices, String wayOut, int first, int last) {
        int fitting = Math.max(0, last - first + 1 - RESERVE);
        if (devices > fitting) {
            throw new WorldException(devices + " devices need as many local ports (expected: at most " + fitting
                    + ", from net.ipv4.ip_local_port_range = " + first + ' ' + last
                    + "). " + wayOut + ", or widen the range with sysctl as root.");
        }
    }

    private LocalPorts() {}
}
