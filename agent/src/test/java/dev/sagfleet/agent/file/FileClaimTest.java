package dev.sagfleet.agent.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileClaimTest {
    private static final int EXIT_SECONDS_MAX = 60;
    private static final int TAKEN = 3;
    private static final int IN_USE = 4;

    private final Path file;

    FileClaimTest(@TempDir Path directory) {
        file = directory.resolve("claimed");
    }

    /** Another process that tries to claim the file. */
    static final class Claimant {
        public static void main(String[] arguments) throws IOException {
            System.exit(FileClaim.take(Path.of(arguments[0])).isPresent() ? TAKEN : IN_USE);
        }

        private Claimant() {}
    }

    private int claimantExitCode() throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(List.of(
                        java, "-cp", System.getProperty("java.class.path"), Claimant.class.getName(), file.toString()))
                .inheritIO()
                .start();
        try {
            assertThat(process.waitFor(EXIT_SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void aSecondAttemptOfTheSameProcessDoesNotFreeTheClaimForOthers() throws IOException, InterruptedException {
        try (FileClaim claim = FileClaim.take(file).orElseThrow()) {
            assertThat(FileClaim.take(file)).isEmpty();

            assertThat(claimantExitCode()).isEqualTo(IN_USE);
            assertThat(claim.isCurrent()).isTrue();
        }
        assertThat(claimantExitCode()).isEqualTo(TAKEN);
    }

    @Test
    void aClaimThatWasClosedTwiceDoesNotEndTheNextOne() throws IOException {
        FileClaim first = FileClaim.take(file).orElseThrow();
        first.close();
        try (FileClaim next = FileClaim.take(file).orElseThrow()) {
            first.close();

            assertThat(FileClaim.take(file)).isEmpty();
            assertThat(next.isCurrent()).isTrue();
        }
    }

    @Test
    void aHolderCanTellThatItsLockFileWasDeletedOrReplaced() throws IOException {
        Path lock = file.resolveSibling("claimed.lock");
        try (FileClaim claim = FileClaim.take(file).orElseThrow()) {
            // Else the new one may be the old one again, by its number.
            Files.createLink(lock.resolveSibling("kept"), lock);
            Files.delete(lock);
            assertThat(claim.isCurrent()).isFalse();

            Files.createFile(lock);
            assertThat(claim.isCurrent()).isFalse();
        }
    }
}
