package dev.sagfleet.simulator.benchmark;

import dev.sagfleet.controller.server.Controller;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** A rollout of very many members: how late others halt while it is created, and how long it takes to look at it. */
final class LargeRolloutBenchmark {
    private static final Mark SECOND = Mark.atMost(1_000);
    private static final String MILLIS = "ms";

    /** A call of the control API. */
    private interface Call {
        void run() throws IOException, InterruptedException;
    }

    private final ControlClient client;
    private final int rounds;
    private final List<Finding> findings = new ArrayList<>();

    private LargeRolloutBenchmark(ControlClient client, int rounds) {
        this.client = client;
        this.rounds = rounds;
    }

    static List<Finding> run(Effort effort, Consumer<String> progress) throws IOException, InterruptedException {
        int members = effort.rolloutMembers();
        progress.accept("a rollout that is created while others halt");
        try (var directory = ScratchDirectory.create()) {
            List<Finding> findings = new ArrayList<>();
            findings.add(halts(directory.path(), members));
            try (Controller controller = Controller.start(
                    BenchmarkWorld.config(directory, Duration.ofHours(1)), Optional.empty(), List.of())) {
                var looks = new LargeRolloutBenchmark(
                        new ControlClient(controller.apiPort(), directory.path()), effort.rounds());
                looks.look(members);
                findings.addAll(looks.findings);
            }
            return findings;
        }
    }

    private static Finding halts(Path directory, int members) throws InterruptedException {
        try (var large = new LargeRollout(directory.resolve(StoredReports.FILE), members)) {
            List<Double> millis = large.haltMillis();
            double latest =
                    millis.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
            String what = String.format(
                    Locale.ROOT, "latest of %d halts while %,d members are found", millis.size(), members);
            return new Finding(RolloutBenchmark.SECTION, what, MILLIS, Spread.of(List.of(latest)), SECOND);
        }
    }

    private void look(int members) throws IOException, InterruptedException {
        String id = client.get("rollouts?name=large")
                .path("rollouts")
                .path(0)
                .path("id")
                .asText();
        measure("show", () -> client.get("rollouts/" + id));
        measure("list", () -> client.get("rollouts"));
        measure("members, the first page", () -> client.get("rollouts/" + id + "/members?limit=1000"));
        int last = Math.max(0, members - 1_001);
        measure("members, the last page", () -> client.get("rollouts/" + id + "/members?limit=1000&after=" + last));
        measure("members that failed, of which there are none", () -> failed(id));
        measure(
                "check",
                () -> client.post(
                        "rollouts/check",
                        "{name: other, image: " + ReportPolicy.VERSION + ", waves: [{percent: 100}]}"));
    }

    /** All pages. */
    private void failed(String id) throws IOException, InterruptedException {
        String after = "";
        do {
            after = client.get("rollouts/" + id + "/members?state=failed" + after)
                    .path("next")
                    .asText();
            after = after.isEmpty() ? after : "&after=" + after;
        } while (!after.isEmpty());
    }

    private void measure(String what, Call call) throws IOException, InterruptedException {
        List<Double> millis = new ArrayList<>();
        for (int round = 0; round <= rounds; round++) {
            long beganNanos = System.nanoTime();
            call.run();
            if (round > 0) {
                millis.add((System.nanoTime() - beganNanos) / 1e6);
            }
        }
        findings.add(new Finding(RolloutBenchmark.SECTION, "look at it: " + what, MILLIS, Spread.of(millis), SECOND));
    }
}
