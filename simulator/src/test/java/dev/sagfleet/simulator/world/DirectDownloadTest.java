package dev.sagfleet.simulator.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.firmware.FetchAnswer;
import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.controller.firmware.Downloads;
import dev.sagfleet.controller.firmware.Egress;
import dev.sagfleet.controller.firmware.Links;
import dev.sagfleet.controller.inventory.FirmwareImage;
import dev.sagfleet.controller.inventory.FirmwareJob;
import dev.sagfleet.controller.inventory.JobProgress;
import dev.sagfleet.controller.inventory.RolloutOrder;
import dev.sagfleet.simulator.counted.DirectPort;
import dev.sagfleet.simulator.counted.ImageAnswer;
import dev.sagfleet.simulator.counted.ImagePort;
import dev.sagfleet.simulator.counted.ImageService;
import dev.sagfleet.simulator.fleet.DeviceBlueprint;
import dev.sagfleet.simulator.virtual.VirtualLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Devices in the process of their controller, which ask it for images without anything between. */
@DisplayName("R17: the share of a rollout holds for devices in the controller's process too")
class DirectDownloadTest {
    private static final FirmwareVersion NEW = FirmwareVersion.parse("2.5.0");
    private static final Links LINKS =
            new Links(new SecretKeySpec(new byte[] {1, 2, 3}, "HmacSHA256"), Duration.ofMinutes(15));

    private final UpgradeStage stage = new UpgradeStage(
            """
            instances:
              - {model: SAG-1000, count: 2, bandwidth: 200, firmware: 2.4.0}
            """);
    private final FirmwareImage image = stage.build(NEW, 1 << 20, DeviceModel.SAG_1000);
    private final Egress egress = new Egress(Optional.empty(), 10);

    /** A device that notes what it is told. */
    private static final class Noting implements ImagePort.Client {
        private final List<String> heard = new ArrayList<>();
        private Optional<ImageAnswer.Body> body = Optional.empty();

        @Override
        public void answered(ImageAnswer answer) {
            body = answer.body();
            heard.add(answer.head().status() + rate());
        }

        private String rate() {
            return body.map(comes -> " at " + comes.bitsPerSecond().getAsLong()).orElse("");
        }

        @Override
        public void paced() {
            heard.add("paced" + rate());
        }

        @Override
        public void stalled() {
            heard.add("stalled");
        }

        @Override
        public void goesOn() {
            heard.add("goes on");
        }

        @Override
        public void broken() {
            heard.add("broken");
        }
    }

    @Test
    void whoFetchesIsToldOfAnotherRateAndWhoFindsNoRoomToComeAgain() {
        egress.limit("ro-1", Optional.of(Bandwidth.ofMegabits(8)), 1);
        var first = new Noting();
        var second = new Noting();

        ImagePort.Call running = ask(stage.devices().get(0), first);
        ask(stage.devices().get(1), second);
        egress.limit("ro-1", Optional.of(Bandwidth.ofMegabits(3)), 2);
        stage.advance(Duration.ofSeconds(1));
        running.end();
        egress.limit("ro-1", Optional.of(Bandwidth.ofMegabits(2)), 3);
        stage.advance(Duration.ofSeconds(1));
        var again = new Noting();
        ask(stage.devices().get(1), again);

        assertThat(first.heard).containsExactly("200 at 8000000", "paced at 3000000");
        assertThat(second.heard).containsExactly("503");
        assertThat(again.heard).containsExactly("200 at 2000000");
        assertThat(egress.use("ro-1")).isEqualTo(new Egress.Use(2_000_000, 1));
    }

    private ImagePort.Call ask(DeviceBlueprint device, Noting client) {
        VirtualWorld world = stage.world();
        var job = new FirmwareJob(
                device.serial(),
                7,
                1,
                image.digest(),
                NEW,
                FirmwareJob.Origin.ROLLOUT,
                Optional.of(new RolloutOrder("ro-1", 1)),
                Duration.ofMinutes(10),
                JobProgress.ORDERED,
                false,
                1,
                1);
        world.finish(world.core().store().write(transaction -> {
            transaction.jobs().save(job);
            return true;
        }));
        var port = new DirectPort(
                new ImageService(
                        world.core().store(), new Downloads(world.core().store(), LINKS, egress), world.clock()),
                new VirtualLoop(world.time()));
        String link = LINKS.mint(
                device.serial(), image.digest(), job.id(), world.clock().millis());
        ImagePort.Call call = port.ask(
                new ImagePort.Asked(
                        device.serial(),
                        device.key(),
                        link,
                        new FetchAnswer.Request(image.digest(), 0, image.sizeBytes())),
                client);
        stage.advance(Duration.ofSeconds(1));
        return call;
    }
}
