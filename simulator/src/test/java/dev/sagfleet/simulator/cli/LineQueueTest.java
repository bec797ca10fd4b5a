package dev.sagfleet.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LineQueueTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    /** A stream that takes nothing until it is let go. */
    private static final class StuckStream extends OutputStream {
        private final CountDownLatch released = new CountDownLatch(1);
        private final ByteArrayOutputStream taken = new ByteArrayOutputStream();

        @Override
        public void write(int single) throws IOException {
            write(new byte[] {(byte) single}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                released.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            taken.write(bytes, offset, length);
        }

        List<String> lines() {
            return taken.toString(StandardCharsets.UTF_8).lines().toList();
        }
    }

    private final StuckStream target = new StuckStream();
    private final LineQueue queue = LineQueue.start("test lines", target);
    private final PrintStream out = new PrintStream(queue, false, StandardCharsets.UTF_8);

    @Test
    void allLinesComeInTheirOrder() {
        target.released.countDown();
        List<String> lines =
                IntStream.range(0, 5_000).mapToObj(i -> "zeile " + i + " ü").toList();

        lines.forEach(out::println);
        out.print("the last one, without an end");
        queue.drain(LONG);

        assertThat(target.lines()).startsWith(lines.toArray(String[]::new)).endsWith("the last one, without an end");
    }

    @Test
    void whoWritesToAStuckStreamNeverWaitsAndWhatWasLeftOutIsToldOnce() {
        String line = "x".repeat(99);
        int written = 3 * LineQueue.WAITING_BYTES_MAX / (line.length() + 1);
        for (int i = 0; i < written; i++) {
            out.println(line);
        }

        target.released.countDown();
        queue.drain(LONG);
        out.println("later");
        queue.drain(LONG);

        List<String> lines = target.lines();
        int kept = lines.size() - 2;
        assertThat(lines.subList(0, kept)).containsOnly(line);
        assertThat(lines.subList(kept, lines.size()))
                .containsExactly(
                        "sag: " + (written - kept) + " lines were left out here, since nobody read them in time",
                        "later");
        assertThat(kept).isBetween(written / 3 - 1, written / 3 + 200);
    }

    @Test
    void theEndDoesNotWaitForAStreamThatIsStuck() {
        out.println("never read");

        queue.drain(Duration.ofMillis(50));

        assertThat(target.lines()).isEmpty();
    }

    @Test
    void aStreamThatIsBrokenIsWrittenToInVainAndKeepsNobody() {
        LineQueue broken = LineQueue.start("test broken", new OutputStream() {
            @Override
            public void write(int single) throws IOException {
                throw new IOException("broken pipe");
            }
        });
        var lines = new PrintStream(broken, false, StandardCharsets.UTF_8);

        lines.println("first");
        broken.drain(LONG);
        lines.println("second");
        broken.drain(LONG);

        assertThat(lines.checkError()).isFalse();
    }
}
