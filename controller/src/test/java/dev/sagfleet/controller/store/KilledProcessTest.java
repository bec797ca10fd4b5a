package dev.sagfleet.controller.store;

import static dev.sagfleet.controller.contract.Samples.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.controller.sql.DatabaseException;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What another process does with the file, and what is left when it is killed. */
class KilledProcessTest {
    private static final int KILLS = 5;
    private static final int LINES_MAX = 4_000;

    @Test
    void everyAcknowledgedChangeOutlivesAKill(@TempDir Path directory) throws IOException, InterruptedException {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        Path file = directory.resolve("controller.db");
        long stored = 0;

        for (int kill = 0; kill < KILLS; kill++) {
            long acknowledged = writeUntilKilled(file, stored + 1, 1 + random.nextInt(LINES_MAX));

            stored = lastStored(file, stored);
            assertThat(stored).as("seed %d", seed).isGreaterThanOrEqualTo(acknowledged);
        }
    }

    @Test
    void aFileInUseIsRefusedToAnotherProcessEvenAfterThisOneTriedTwice(@TempDir Path directory)
            throws IOException, InterruptedException {
        Path file = directory.resolve("controller.db");
        try (SqliteStore store = SqliteStore.open(file, (serial, command) -> {})) {
            assertThat(await(store.startIncarnation())).isEqualTo(1);
            assertThat(refusedHere(file)).isTrue();

            Process other = start(file, 1);
            try (BufferedReader lines = other.inputReader()) {
                assertThat(lines.readLine()).isEqualTo("IN_USE");
            } finally {
                other.destroyForcibly().waitFor();
            }
        }
    }

    private static boolean refusedHere(Path file) {
        try (SqliteStore second = SqliteStore.open(file, (serial, command) -> {})) {
            return await(second.startIncarnation()) < 0;
        } catch (DatabaseException e) {
            return e.reason() == DatabaseException.Reason.IN_USE;
        }
    }

    /** Lets a process acknowledge so many numbers, kills it, and returns the last one that it got out. */
    private static long writeUntilKilled(Path file, long from, int lines) throws IOException, InterruptedException {
        Process process = start(file, from);
        long last = from - 1;
        try (BufferedReader output = process.inputReader()) {
            int read = 0;
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.endsWith(".")) { // else it was cut off
                    assertThat(line).isEqualTo(last + 1 + ".");
                    last++;
                }
                if (++read == lines) {
                    // Not by the process itself, which would close its output unread.
                    assertThat(process.toHandle().destroyForcibly()).isTrue();
                }
            }
            assertThat(read).isGreaterThanOrEqualTo(lines);
        } finally {
            process.destroyForcibly().waitFor();
        }
        return last;
    }

    /** The last of the numbers that are stored without a gap after {@code known}. */
    private static long lastStored(Path file, long known) {
        try (SqliteStore store = SqliteStore.open(file, (serial, command) -> {})) {
            return await(store.read(reading -> {
                long last = known;
                while (reading.ccns().find(Long.toString(last + 1)).isPresent()) {
                    last++;
                }
                return last;
            }));
        }
    }

    private static Process start(Path file, long from) throws IOException {
        String java = System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";
        return new ProcessBuilder(
                        java,
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        NumberWriter.class.getName(),
                        file.toString(),
                        Long.toString(from))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
