package dev.sagfleet.simulator.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * What the numbers depend on beside the code.
 *
 * @param jdk version and make of this JVM
 * @param flags that it was started with
 * @param processors that it may use
 * @param load of the machine over the last minute before the benchmark, in processors
 * @param fsyncMicros what it takes to make one small write durable where the databases are
 */
public record Surroundings(String jdk, List<String> flags, int processors, double load, Spread fsyncMicros) {
    private static final int SYNCS = 200;
    private static final int PAGE_BYTES = 4096;

    public static Surroundings look() throws IOException {
        var runtime = ManagementFactory.getRuntimeMXBean();
        return new Surroundings(
                runtime.getVmName() + ' ' + runtime.getVmVersion(),
                runtime.getInputArguments(),
                Runtime.getRuntime().availableProcessors(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                syncMicros());
    }

    private static Spread syncMicros() throws IOException {
        try (ScratchDirectory directory = ScratchDirectory.create()) {
            Path file = directory.path().resolve("fsync");
            List<Double> micros = new ArrayList<>();
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                for (int i = 0; i < SYNCS; i++) {
                    channel.write(ByteBuffer.allocate(PAGE_BYTES));
                    long beganNanos = System.nanoTime();
                    channel.force(false);
                    micros.add((System.nanoTime() - beganNanos) / 1e3);
                }
            }
            return Spread.of(micros);
        }
    }
}
