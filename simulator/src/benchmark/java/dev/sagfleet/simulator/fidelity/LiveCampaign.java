package dev.sagfleet.simulator.fidelity;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sagfleet.controller.event.EventFilter;
import dev.sagfleet.controller.event.EventReader;
import dev.sagfleet.controller.inventory.Settings;
import dev.sagfleet.controller.rollout.RolloutState;
import dev.sagfleet.controller.server.ControllerConfig;
import dev.sagfleet.simulator.benchmark.BenchmarkException;
import dev.sagfleet.simulator.benchmark.ControlClient;
import dev.sagfleet.simulator.benchmark.ScratchDirectory;
import dev.sagfleet.simulator.world.WatchedWorld;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The campaign over sockets: real bytes, files, SQLite and the clock of this machine. */
final class LiveCampaign {
    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final Duration TELL = Duration.ofSeconds(5);
    private static final long LOOK_MILLIS = 20;
    private static final int BATCH = 10_000;
    private static final int COMMITS = 200;

    private final SmallCampaign campaign;
    private final WatchedWorld world;
    private final Courses courses;
    private final ControlClient client;
    private final Consumer<String> progress;
    private final EventReader events;
    private final Reconnects reconnects = new Reconnects();
    private boolean isCut;
    private long toldNanos = System.nanoTime();

    private LiveCampaign(
            SmallCampaign campaign,
            WatchedWorld world,
            Courses courses,
            ControlClient client,
            Consumer<String> progress) {
        this.campaign = campaign;
        this.world = world;
        this.courses = courses;
        this.client = client;
        this.progress = progress;
        events = EventReader.fromNow(world.controller().events(), EventFilter.ALL);
    }

    /**
     * Runs it in a directory that is gone afterwards.
     *
     * @throws BenchmarkException if it does not come to an end
     */
    static Observed run(SmallCampaign campaign, Consumer<String> progress) throws IOException, InterruptedException {
        var watching = new AtomicReference<@Nullable Courses>();
        try (var directory = ScratchDirectory.create();
                var world = WatchedWorld.start(
                        ControllerConfig.in(directory.path()).withPorts(0, 0), campaign.fleet(), flash -> {
                            var courses = new Courses(flash, System::nanoTime);
                            watching.set(courses);
                            return courses;
                        })) {
            var client = new ControlClient(world.controller().apiPort(), directory.path());
            return new LiveCampaign(campaign, world, Objects.requireNonNull(watching.get()), client, progress).run();
        }
    }

    private Observed run() throws IOException, InterruptedException {
        int devices = world.fleet().size();
        await(() -> world.controller().onlineCount() == devices, "not all devices are online");
        client.post("firmware/images", image());
        String id = client.post("rollouts?by=benchmark&anyway=true", campaign.rollout())
                .path("id")
                .asText();
        JsonNode dealt = client.get("rollouts/" + id);
        while (!dealt.path("state").asText().equals("waiting_for_approval")) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            dealt = client.get("rollouts/" + id);
        }
        String members = dealt.path("membership").path("digest").asText();
        client.post("rollouts/" + id + "/approve?by=benchmark", "{\"members\": \"" + members + "\"}");
        TimeUnit.MILLISECONDS.sleep(campaign.untilStart(Instant.now()).toMillis());
        Instant begin = Instant.now();
        client.post("rollouts/" + id + "/start?by=benchmark", "{}");
        RolloutState end = end(id);
        await(() -> world.controller().onlineCount() == devices, "not all devices are online in the end");
        List<Duration> commits = commits();
        look();
        isCut = true;
        world.fleet().cutAll();
        await(() -> reconnects.times().size() == devices, "not all devices come back");
        return new Observed(begin, end, courses, reconnects.times(), commits);
    }

    private String image() {
        return String.format(
                Locale.ROOT,
                "{\"models\": [\"SAG-100WM\", \"SAG-1000\", \"APP\"], \"version\": \"%s\", \"sizeBytes\": %d}",
                SmallCampaign.VERSION,
                campaign.imageBytes());
    }

    private RolloutState end(String id) throws IOException, InterruptedException {
        long beganNanos = System.nanoTime();
        while (true) {
            JsonNode shown = client.get("rollouts/" + id);
            RolloutState state =
                    RolloutState.valueOf(shown.path("state").asText().toUpperCase(Locale.ROOT));
            tell(shown.path("counts"));
            look();
            if (state.isOver() || state == RolloutState.HALTED) {
                return state;
            }
            if (System.nanoTime() - beganNanos > LONGEST.toNanos()) {
                throw new BenchmarkException("the rollout does not end: " + shown);
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    private void tell(JsonNode counts) {
        if (System.nanoTime() - toldNanos > TELL.toNanos()) {
            toldNanos = System.nanoTime();
            progress.accept("over sockets: " + counts);
        }
    }

    private void look() {
        for (EventReader.Batch batch = events.read(BATCH);
                batch.missed() > 0 || !batch.events().isEmpty();
                batch = events.read(BATCH)) {
            if (batch.missed() > 0) {
                throw new BenchmarkException(batch.missed() + " events were not read");
            }
            if (isCut) {
                batch.events().forEach(reconnects::add);
            }
        }
    }

    private void await(BooleanSupplier holds, String otherwise) throws InterruptedException {
        long beganNanos = System.nanoTime();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() - beganNanos > LONGEST.toNanos()) {
                throw new BenchmarkException(otherwise + " after " + LONGEST.toSeconds() + " s");
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            look();
        }
    }

    private List<Duration> commits() {
        List<Duration> commits = new ArrayList<>();
        for (int i = 0; i < COMMITS; i++) {
            long beganNanos = System.nanoTime();
            var unusedAnswer = world.controller()
                    .store()
                    .write(transaction -> {
                        boolean isOn = transaction.settings().current().versionCheck();
                        transaction.settings().save(new Settings(!isOn));
                        return true;
                    })
                    .toCompletableFuture()
                    .join();
            commits.add(Duration.ofNanos(System.nanoTime() - beganNanos));
        }
        return commits;
    }
}
