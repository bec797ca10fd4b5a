package dev.sagfleet.simulator.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sagfleet.simulator.benchmark.BenchmarkException;
import dev.sagfleet.simulator.benchmark.ControlClient;
import dev.sagfleet.simulator.benchmark.ScratchDirectory;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A {@link Campaign} at work. */
public final class CampaignRun {
    private static final long LOOK_MILLIS = 100;
    private static final Duration TELL = Duration.ofSeconds(5);
    private static final Duration COME_MAX = Duration.ofMinutes(5);

    /** Much longer than any campaign that goes on. */
    private static final Duration STILL_MAX = Duration.ofMinutes(5);

    /** One device in so many may just be starting its image while all are back. */
    private static final int BOOTING_PART = 1_000;

    private static final double NANOS_PER_SECOND = 1e9;
    private static final String ONLINE = "sagfleet_devices_online";
    private static final String CONNECTED = "sagfleet_events_total{kind=\"online\"}";
    private static final String DOWNLOADS = "sagfleet_firmware_downloads_begun_total";

    private final Campaign campaign;
    private final Ends ends;
    private final ControlClient client;
    private final Consumer<String> progress;
    private final Milestones milestones = new Milestones();
    private final List<Return> returns = new ArrayList<>();
    private String id = "";
    private long startNanos;
    private long toldNanos;
    private long movedNanos;
    private int resolved;

    private CampaignRun(Campaign campaign, Ends ends, ControlClient client, Consumer<String> progress) {
        this.campaign = campaign;
        this.ends = ends;
        this.client = client;
        this.progress = progress;
    }

    /**
     * Runs it in a directory that is gone afterwards.
     *
     * @param sag the main class of the command
     * @param progress that is told how far it is
     * @throws BenchmarkException if it does not come to an end
     */
    public static CampaignResult of(Campaign campaign, Class<?> sag, Consumer<String> progress)
            throws IOException, InterruptedException {
        try (var directory = ScratchDirectory.create();
                var ends = new Ends(sag, campaign, directory.path())) {
            ends.startController();
            awaitCredentials(ends);
            var run = new CampaignRun(campaign, ends, new ControlClient(ends.apiPort(), ends.data()), progress);
            run.roll();
            ends.kill();
            return new CampaignResult(
                    campaign, run.milestones, run.returns, Ledger.read(ends.data(), run.id, campaign.devices()));
        }
    }

    private static void awaitCredentials(Ends ends) throws InterruptedException {
        long beganNanos = System.nanoTime();
        while (!Endpoint.answers(ends.apiPort())) {
            ends.requireAlive();
            requireWithin(COME_MAX, beganNanos, "the controller does not answer");
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    private static void requireWithin(Duration most, long sinceNanos, String otherwise) {
        if (System.nanoTime() - sinceNanos > most.toNanos()) {
            throw new BenchmarkException(otherwise + " after " + most.toSeconds() + " s");
        }
    }

    private void roll() throws IOException, InterruptedException {
        ends.startFleet();
        long beganNanos = System.nanoTime();
        for (long online = 0; online < campaign.devices(); online = number(client.metrics(), ONLINE)) {
            ends.requireAlive();
            tell(online + " online");
            requireWithin(COME_MAX, beganNanos, "not all devices are online");
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        begin();
        for (int kill = 1; kill <= campaign.kills(); kill++) {
            Sight before = look();
            while (!before.isOver() && before.resolved() < campaign.resolvedAt(kill)) {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
                before = look();
            }
            if (before.isOver()) {
                throw new BenchmarkException("the rollout was over before " + kill + " kills: " + before);
            }
            returns.add(killOnce(before));
        }
        while (!look().isOver()) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        settle();
    }

    private void begin() throws IOException, InterruptedException {
        client.post("firmware/images", CampaignFiles.image(campaign));
        id = client.post("rollouts?by=campaign&anyway=true", CampaignFiles.rollout(campaign))
                .path("id")
                .asText();
        JsonNode dealt = show();
        while (!dealt.path("state").asText().equals("waiting_for_approval")) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            dealt = show();
        }
        String members = dealt.path("membership").path("digest").asText();
        client.post("rollouts/" + id + "/approve?by=campaign", "{\"members\": \"" + members + "\"}");
        client.post("rollouts/" + id + "/start?by=campaign", "{}");
        startNanos = System.nanoTime();
        movedNanos = startNanos;
    }

    private JsonNode show() throws IOException, InterruptedException {
        return client.get("rollouts/" + id);
    }

    private double seconds() {
        return (System.nanoTime() - startNanos) / NANOS_PER_SECOND;
    }

    private Sight look() throws IOException, InterruptedException {
        Sight sight = Sight.of(show());
        if (sight.resolved() != resolved) {
            resolved = sight.resolved();
            movedNanos = System.nanoTime();
        }
        ends.requireAlive();
        requireWithin(STILL_MAX, movedNanos, "the rollout does not go on: " + sight);
        milestones.look(sight, seconds());
        if (sight.asking() > 0 && sight.asking() * campaign.kills() <= returns.size() * campaign.waves()) {
            client.post("rollouts/" + id + "/approve?by=campaign", "{\"wave\": " + sight.asking() + "}");
        }
        tell(String.format(
                Locale.ROOT,
                "%,d of %,d done, %,d of them failed; %,d at work; %d of %d kills; %.0f s",
                sight.resolved(),
                sight.members(),
                sight.failed(),
                sight.working(),
                returns.size(),
                campaign.kills(),
                seconds()));
        return sight;
    }

    private void tell(String what) {
        if (System.nanoTime() - toldNanos > TELL.toNanos()) {
            toldNanos = System.nanoTime();
            progress.accept(campaign.what() + ": " + what);
        }
    }

    private Return killOnce(Sight before) throws IOException, InterruptedException {
        long killNanos = System.nanoTime();
        double at = seconds();
        ends.killController();
        ends.startController();
        awaitCredentials(ends);
        double answers = (System.nanoTime() - killNanos) / NANOS_PER_SECOND;
        var counted = new Counted(killNanos);
        double back = 0;
        while (back == 0 || System.nanoTime() - killNanos < campaign.watch().toNanos()) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            Map<String, Double> now = client.metrics();
            counted.add(back == 0, number(now, CONNECTED), number(now, DOWNLOADS));
            look();
            if (back == 0 && number(now, ONLINE) >= campaign.devices() - campaign.devices() / BOOTING_PART) {
                back = (System.nanoTime() - killNanos) / NANOS_PER_SECOND;
            }
            requireWithin(COME_MAX, killNanos, "only " + number(now, ONLINE) + " devices came back");
        }
        return new Return(at, before.resolved(), answers, back, counted.reconnects(), counted.downloads());
    }

    /** What is counted after a kill. */
    private static final class Counted {
        private final List<Rate.Sample> connected = new ArrayList<>();
        private final List<Rate.Sample> downloads = new ArrayList<>();

        Counted(long killNanos) {
            connected.add(new Rate.Sample(killNanos, 0));
            downloads.add(new Rate.Sample(killNanos, 0));
        }

        void add(boolean isComing, long connectedCount, long downloadCount) {
            long nowNanos = System.nanoTime();
            if (isComing) {
                connected.add(new Rate.Sample(nowNanos, connectedCount));
            }
            downloads.add(new Rate.Sample(nowNanos, downloadCount));
        }

        Rate reconnects() {
            return Rate.of(connected);
        }

        Rate downloads() {
            return Rate.of(downloads);
        }
    }

    private static long number(Map<String, Double> metrics, String name) {
        return metrics.getOrDefault(name, 0.0).longValue();
    }

    /** A device that has ended may have more to say of it: what it says is on record before it is counted. */
    private void settle() throws IOException, InterruptedException {
        long beganNanos = System.nanoTime();
        while (number(client.metrics(), ONLINE) < campaign.devices()) {
            requireWithin(COME_MAX, beganNanos, "not all devices are online in the end");
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        TimeUnit.SECONDS.sleep(1);
    }
}
