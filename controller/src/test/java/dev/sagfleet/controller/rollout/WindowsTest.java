package dev.sagfleet.controller.rollout;

import static dev.sagfleet.controller.rollout.PolicyText.percent;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WindowsTest {
    private static RolloutPolicy window(String cron, Duration open, @Nullable ZoneId zone) {
        return PolicyText.window(RolloutWorld.policy(percent(100)), cron, open, zone);
    }

    /** When each device was offered the image, in the order in which that was. */
    private static List<Instant> starts(RolloutWorld world, String until) {
        List<Instant> starts = new ArrayList<>();
        long end = Instant.parse(until).toEpochMilli();
        while (world.rollout.wakeAtMillis() <= end && world.rollout.state() == RolloutState.RUNNING) {
            world.nowMillis = Math.max(world.nowMillis, world.rollout.wakeAtMillis());
            for (RolloutEffect effect : world.step(new RolloutEvent.Tick())) {
                if (effect instanceof RolloutEffect.Offer offer) {
                    starts.add(Instant.ofEpochMilli(world.nowMillis));
                    world.succeed(offer.serial().text());
                }
            }
        }
        return starts;
    }

    @Test
    @DisplayName("R16, C2: devices are spread over the usable part of a window, and none starts outside it")
    void startsAreSpread() {
        var world = new RolloutWorld(window("0 0 22 * * ?", Duration.ofHours(4), ZoneOffset.UTC)).devices(300);
        world.boxes.values().forEach(box -> box.workSeconds = 20 * 60);
        world.nowMillis = Instant.parse("2026-03-02T03:00:00Z").toEpochMilli();
        world.start();
        assertThat(world.offered()).isEmpty();

        List<Instant> starts = starts(world, "2026-03-03T02:00:00Z");

        assertThat(starts).hasSize(300).isSorted();
        assertThat(starts.get(0)).isEqualTo("2026-03-02T22:00:00Z");
        assertThat(starts.get(299)).isBetween("2026-03-03T01:30:00Z", "2026-03-03T01:40:00Z");
        for (int i = 1; i < starts.size(); i++) {
            assertThat(Duration.between(starts.get(i - 1), starts.get(i)))
                    .isBetween(Duration.ofSeconds(43), Duration.ofSeconds(45));
        }
    }

    @Test
    @DisplayName("R16, C2: a window is half-open, and what would not finish in it waits for the next one")
    void theEdgesOfAWindow() {
        var expected = List.of(
                List.of("2026-03-02T21:59:59Z", "2026-03-02T22:00:00Z"),
                List.of("2026-03-02T22:00:00Z", "2026-03-02T22:00:00Z"),
                List.of("2026-03-03T01:39:00Z", "2026-03-03T01:39:00Z"),
                List.of("2026-03-03T01:40:00Z", "2026-03-03T01:40:00Z"),
                List.of("2026-03-03T01:41:00Z", "2026-03-03T22:00:00Z"),
                List.of("2026-03-03T02:00:00Z", "2026-03-03T22:00:00Z"));
        for (List<String> pair : expected) {
            var world = new RolloutWorld(window("0 0 22 * * ?", Duration.ofHours(4), ZoneOffset.UTC)).devices(1);
            world.boxes.values().forEach(box -> box.workSeconds = 20 * 60);
            world.nowMillis = Instant.parse(pair.get(0)).toEpochMilli();
            world.start();
            List<Instant> starts = world.offered().isEmpty()
                    ? starts(world, "2026-03-10T00:00:00Z")
                    : List.of(Instant.ofEpochMilli(world.nowMillis));
            assertThat(starts).as("ready at %s", pair.get(0)).containsExactly(Instant.parse(pair.get(1)));
        }
    }

    @Test
    @DisplayName("R16: the offer says when the window closes")
    void theOfferSaysWhenTheWindowCloses() {
        var world = new RolloutWorld(window("0 0 22 * * ?", Duration.ofHours(4), ZoneOffset.UTC)).devices(1);
        world.nowMillis = Instant.parse("2026-03-02T03:00:00Z").toEpochMilli();
        world.start();
        world.until("2026-03-02T22:00:00Z");

        assertThat(world.all(RolloutEffect.Offer.class))
                .singleElement()
                .extracting(RolloutEffect.Offer::closesMillis)
                .isEqualTo(Instant.parse("2026-03-03T02:00:00Z").toEpochMilli());
    }

    @Test
    @DisplayName("R16: each device goes by its own zone, and the weekday is that of the opening")
    void eachDeviceHasItsZone() {
        var world = new RolloutWorld(window("0 0 22 ? * MON", Duration.ofHours(4), null)).devices(2);
        world.device("d0").zone = ZoneId.of("Asia/Shanghai");
        world.device("d1").zone = ZoneId.of("Europe/Berlin");
        world.start();
        world.until("2026-03-02T14:00:00Z");
        assertThat(world.offered()).containsExactly("d0");
        world.until("2026-03-02T20:59:59Z");
        assertThat(world.offered()).containsExactly("d0");
        world.until("2026-03-02T21:00:00Z");
        assertThat(world.offered()).containsExactly("d0", "d1");

        var late = new RolloutWorld(window("0 0 22 ? * MON", Duration.ofHours(4), ZoneOffset.UTC)).devices(1);
        late.nowMillis = Instant.parse("2026-03-03T01:00:00Z").toEpochMilli();
        late.start();
        assertThat(late.offered()).as("Tuesday night, in Monday's window").hasSize(1);
    }

    @Test
    @DisplayName(
            "R16: a time that daylight saving skips opens at the end of the gap, for the whole of its elapsed time")
    void daylightSaving() {
        var world =
                new RolloutWorld(window("0 30 2 * * ?", Duration.ofHours(2), ZoneId.of("Europe/Berlin"))).devices(1);
        world.nowMillis = Instant.parse("2026-03-28T12:00:00Z").toEpochMilli();
        world.start();
        world.until("2026-03-29T00:59:59Z");
        assertThat(world.offered()).isEmpty();
        world.until("2026-03-29T01:00:00Z");

        assertThat(world.all(RolloutEffect.Offer.class))
                .singleElement()
                .extracting(RolloutEffect.Offer::closesMillis)
                .isEqualTo(Instant.parse("2026-03-29T03:00:00Z").toEpochMilli());
    }

    @Test
    @DisplayName(
            "R16: what takes longer than any window is offered all the same; one that missed its window is first in the next")
    void slowDevices() {
        var world = new RolloutWorld(window("0 0 22 * * ?", Duration.ofHours(4), ZoneOffset.UTC)).devices(3);
        world.device("d0").workSeconds = 5 * 3600;
        world.device("d1").workSeconds = 3 * 3600;
        world.device("d2").workSeconds = 60;
        world.nowMillis = Instant.parse("2026-03-02T23:30:00Z").toEpochMilli();
        world.start();
        world.until("2026-03-03T01:59:00Z");
        assertThat(world.offered()).containsExactlyInAnyOrder("d0", "d2");
        assertThat(world.member("d1").phase()).isEqualTo(Phase.MISSED);
        world.until("2026-03-03T22:00:00Z");
        assertThat(world.offered()).endsWith("d1");
    }

    @Test
    @DisplayName("R16: a wave that opens in the middle of a window is spread over what is left of it")
    void aWaveInTheMiddle() {
        var policy = PolicyText.window(
                RolloutWorld.policy(PolicyText.count(1), percent(100)),
                "0 0 22 * * ?",
                Duration.ofHours(4),
                ZoneOffset.UTC);
        var world = new RolloutWorld(policy).devices(11);
        world.boxes.values().forEach(box -> box.workSeconds = 0);
        world.start();
        world.until("2026-03-03T00:00:00Z");
        world.succeedAll();
        assertThat(world.offered()).hasSize(2);
        world.until("2026-03-03T01:00:00Z");
        assertThat(world.offered()).hasSize(7);
        world.until("2026-03-03T02:00:00Z");
        assertThat(world.offered()).hasSize(11);
    }

    @Test
    @DisplayName("R16: hundreds that missed one window are spread over the next as well, and do not begin together")
    void whoMissedAWindowIsSpreadOverTheNext() {
        var world = new RolloutWorld(window("0 0 22 * * ?", Duration.ofHours(4), ZoneOffset.UTC)).devices(600);
        world.boxes.values().forEach(box -> box.workSeconds = 3 * 3600);
        world.nowMillis = Instant.parse("2026-03-02T23:30:00Z").toEpochMilli();
        world.start();
        world.until("2026-03-03T21:59:59Z");
        assertThat(world.listed.all()).allMatch(member -> member.phase() == Phase.MISSED);
        world.until("2026-03-03T22:00:00Z");
        assertThat(world.offered()).hasSize(1);
        world.until("2026-03-03T22:30:00Z");
        assertThat(world.offered()).hasSizeBetween(300, 302);
        world.until("2026-03-03T23:00:00Z");
        assertThat(world.offered()).hasSize(600);
    }
}
