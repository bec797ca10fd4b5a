package dev.sagfleet.simulator.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Downloads of firmware over sockets: what passes, beside a plain server of Netty that sends the same file, and what is
 * held of one whose client reads nothing; and {@linkplain UpgradeBenchmark upgrades}.
 */
final class FirmwareBenchmark {
    static final String SECTION = "firmware";
    private static final Mark UPLOADED = Mark.atLeast(0.8);
    private static final Mark BUILT = Mark.atLeast(0.3);
    private static final Mark HELD = Mark.atMost(64);
    private static final double KIBIBYTE = 1024;

    /** For each that is measured for speed. */
    private static final int HELD_TIMES = 4;

    /** What was found. */
    record Result(List<Comparison> comparisons, List<Finding> findings) {}

    static Result run(Effort effort, Consumer<String> progress) throws IOException, InterruptedException {
        progress.accept("downloads of firmware");
        int downloads = effort.downloads();
        List<Comparison> comparisons = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        try (var server = ImageServer.start(HELD_TIMES * downloads)) {
            Path file = server.file(effort.imageBytes());
            List<String> kinds = List.of("uploaded", "built");
            List<String> digests = List.of(server.upload(file), server.build(effort.imageBytes()));
            List<Mark> marks = List.of(UPLOADED, BUILT);
            for (int i = 0; i < kinds.size(); i++) {
                String digest = digests.get(i);
                String what = downloads + " downloads, " + kinds.get(i);
                try (var bare = new BareFiles(file)) {
                    Contender ours = new Passage(
                            new ImageClients(server.address()), () -> server.requests(digest, downloads), effort);
                    Contender plain =
                            new Passage(new ImageClients(bare.address()), () -> bare.requests(downloads), effort);
                    comparisons.add(
                            Comparison.inTurns(SECTION, what, "Gbit/s", marks.get(i), effort.rounds(), ours, plain));
                    ours.close();
                    plain.close();
                }
            }
            for (int i = 0; i < kinds.size(); i++) {
                findings.add(held(server, kinds.get(i), digests.get(i), HELD_TIMES * downloads));
            }
        }
        comparisons.addAll(JobBenchmark.run(effort, progress));
        comparisons.addAll(UpgradeBenchmark.run(effort, progress));
        return new Result(comparisons, findings);
    }

    private static Finding held(ImageServer server, String kind, String digest, int downloads)
            throws IOException, InterruptedException {
        double bytes = HeldDownloads.bytesEach(server.address(), server.requests(digest, downloads));
        return new Finding(SECTION, "held by a download, " + kind, "KiB", Spread.of(List.of(bytes / KIBIBYTE)), HELD);
    }

    private interface Requests {
        List<byte[]> make();
    }

    private record Passage(ImageClients clients, Requests requests, Effort effort) implements Contender {
        private static final double GIGA = 1e9;

        @Override
        public double measure() throws InterruptedException {
            return clients.bitsPerSecond(requests.make(), effort.imageBytes()) / GIGA;
        }

        @Override
        public void close() {
            clients.close();
        }
    }

    private FirmwareBenchmark() {}
}
