package dev.sagfleet.simulator.makes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** How much of some time somebody waited for a processor, as Linux counts it. */
final class CpuPressure {
    private static final Path COUNTED = Path.of("/proc/pressure/cpu");

    private final OptionalLong waitedMicros = waitedMicros();
    private final long beganNanos = System.nanoTime();

    /** The share of the time since this was made, 0 to 1; none where the kernel does not count it. */
    OptionalDouble share() {
        OptionalLong waited = waitedMicros();
        if (waited.isEmpty() || waitedMicros.isEmpty()) {
            return OptionalDouble.empty();
        }
        double nanos = 1e3 * (waited.getAsLong() - waitedMicros.getAsLong());
        return OptionalDouble.of(nanos / Math.max(1, System.nanoTime() - beganNanos));
    }

    private static OptionalLong waitedMicros() {
        try {
            return Files.readAllLines(COUNTED).stream()
                    .filter(line -> line.startsWith("some "))
                    .mapToLong(line -> Long.parseLong(line.substring(line.lastIndexOf('=') + 1)))
                    .findFirst();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }
}
