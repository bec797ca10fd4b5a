package dev.sagfleet.agent.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.firmware.Image;
import dev.sagfleet.agent.protocol.Applied;
import dev.sagfleet.agent.protocol.DownloadLink;
import dev.sagfleet.agent.protocol.FirmwareReport;
import dev.sagfleet.agent.protocol.FirmwareReport.Slot;
import dev.sagfleet.agent.protocol.Hello;
import dev.sagfleet.agent.protocol.LinkWanted;
import dev.sagfleet.agent.protocol.ProgressRecorded;
import dev.sagfleet.agent.protocol.SlotStatus;
import dev.sagfleet.agent.protocol.Telemetry;
import dev.sagfleet.agent.protocol.UpdateCode;
import dev.sagfleet.agent.protocol.UpdateState;
import dev.sagfleet.agent.runtime.ImageBehaviour;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A whole agent that is upgraded over Netty, with real bytes. */
abstract class UpgradeOverNetty {
    private static final ImageBehaviour BAD_IMAGE = new ImageBehaviour() {
        @Override
        public UpdateCode checkLocally(Image image, long boot) {
            return image.version().toString().equals("2.5.0") ? UpdateCode.LOCAL_CHECK : UpdateCode.NONE;
        }
    };

    abstract NettyUpgradeWorld open(ImageBehaviour images);

    @Test
    void anUpgradeSurvivesACutAnExpiredLinkAndABusyController() {
        try (NettyUpgradeWorld world = open(ImageBehaviour.WELL)) {
            ImageServer images = world.controller.images;
            images.answers.add(images.stallingAt(2_000_000));
            images.answers.add(images.status(410, Map.of()));
            images.answers.add(images.status(503, Map.of("retry-after", "7")));

            world.controller.send(world.image.order("job", 1));
            world.until(
                    "the order is applied", () -> world.controller.told.stream().anyMatch(Applied.class::isInstance));
            world.pass(Duration.ofMillis(800));
            images.cut();
            world.until("it asks for a link", () -> world.controller.told.contains(new LinkWanted("job", 1)));
            world.controller.send(new DownloadLink("job", 1, "/firmware/another"));
            world.until("it is told to wait", () -> images.asked.size() == 3);
            Duration toldToWait = world.now();
            world.until("it asks again", () -> images.asked.size() == 4);
            assertThat(world.now().minus(toldToWait)).isBetween(Duration.ofSeconds(7), Duration.ofMillis(14_100));
            world.until("it has told of the end", () -> world.controller.wasTold(UpdateState.COMMITTED));

            assertThat(images.asked.get(0).range()).isEmpty();
            String from = images.asked.get(1).range();
            long resumedAt = Long.parseLong(from.replaceAll("bytes=(\\d+)-", "$1"));
            assertThat(resumedAt).isBetween(900_000L, 2_000_000L);
            assertThat(images.asked.subList(1, 4)).allSatisfy(asked -> {
                assertThat(asked.range()).isEqualTo(from);
                assertThat(asked.ifRange()).isEqualTo('"' + world.image.digest().hex() + '"');
            });
            assertThat(images.asked.get(3).link()).isEqualTo("/firmware/another");
            assertThatItRunsTheNewOne(world);
        }
    }

    private static void assertThatItRunsTheNewOne(NettyUpgradeWorld world) {
        assertThat(world.agent.state().firmware()).isEqualTo(world.image.version());
        List<Hello> hellos = world.controller.hellos;
        assertThat(hellos).hasSize(2);
        assertThat(hellos.get(0).bootId()).isNotEqualTo(hellos.get(1).bootId());
        FirmwareReport report = hellos.get(1).report().orElseThrow();
        assertThat(report.runs()).isEqualTo(Slot.B);
        assertThat(report.running().digest()).contains(world.image.digest());
        assertThat(world.kept.orElseThrow().job().orElseThrow().state()).isEqualTo(UpdateState.COMMITTED);
    }

    /** The line carries 1,250,000 bytes a second, and 6,250 at once after a pause. */
    @Test
    void aDownloadTakesAsLongAsTheLineOfTheDevice() {
        try (NettyUpgradeWorld world = open(ImageBehaviour.WELL)) {
            Duration begun = world.now();
            world.controller.send(world.image.order("job", 1));
            world.until("all is there", () -> world.controller.wasTold(UpdateState.VERIFYING));

            long leastNanos = (NettyUpgradeWorld.SIZE - 6_250L) * 800;
            assertThat(world.now().minus(begun).toNanos()).isBetween(leastNanos, leastNanos * 11 / 10);
        }
    }

    @Test
    void whatWasFetchedShowsInTheTelemetry() {
        try (NettyUpgradeWorld world = open(ImageBehaviour.WELL)) {
            world.controller.images.answers.add(world.controller.images.stallingAt(1_000_000));
            world.controller.send(world.image.order("job", 1));
            world.pass(Duration.ofSeconds(2));

            world.agent.report();
            world.until("it reports", () -> world.controller.told.stream()
                    .anyMatch(message -> message instanceof Telemetry telemetry
                            && telemetry.downlink().other().offeredBytes() == 1_000_000
                            && telemetry.downlink().other().passedBytes() == 1_000_000));
        }
    }

    /** Firmware rule F8. */
    @Test
    void aPowerCutResumesFromTheCheckpoint() {
        try (NettyUpgradeWorld world = open(ImageBehaviour.WELL)) {
            world.controller.send(world.image.order("job", 1));
            world.until("a checkpoint is kept", () -> world.kept
                    .flatMap(state -> state.job())
                    .filter(job -> job.checkpoint().bytes() == 4 << 20)
                    .isPresent());

            world.powerFails();
            world.until("it has told of the end", () -> world.controller.wasTold(UpdateState.COMMITTED));

            assertThat(world.controller.images.asked).hasSize(2);
            assertThat(world.controller.images.asked.get(1).range()).isEqualTo("bytes=4194304-");
            assertThat(world.agent.state().firmware()).isEqualTo(world.image.version());
        }
    }

    @Test
    void aBadImageFallsBackAndIsNotFetchedAgain() {
        try (NettyUpgradeWorld world = open(BAD_IMAGE)) {
            world.controller.send(world.image.order("job", 1));
            world.until("it is back", () -> world.controller.hellos.size() == 2);

            FirmwareReport report = world.controller.hellos.get(1).report().orElseThrow();
            assertThat(report.job()).map(job -> job.state()).contains(UpdateState.ROLLED_BACK);
            assertThat(report.runs()).isEqualTo(Slot.A);
            assertThat(report.slotB().status()).isEqualTo(SlotStatus.BAD);
            assertThat(world.agent.state().firmware().toString()).isEqualTo("2.3.9");

            world.controller.send(new ProgressRecorded("job", 1));
            world.controller.send(world.image.order("again", 2));
            world.until("it is refused", () -> world.controller.wasTold(UpdateState.REJECTED));
            assertThat(world.controller.images.asked).hasSize(1);
        }
    }
}
