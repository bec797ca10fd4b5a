package dev.sagfleet.controller.firmware;

import static dev.sagfleet.controller.firmware.OpenCatalogue.NOW;
import static dev.sagfleet.controller.firmware.OpenCatalogue.await;
import static dev.sagfleet.controller.firmware.OpenCatalogue.description;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.firmware.DownloadDecision.Describe;
import dev.sagfleet.controller.firmware.DownloadDecision.Refuse;
import dev.sagfleet.controller.firmware.DownloadDecision.Serve;
import dev.sagfleet.controller.firmware.DownloadDecision.Wait;
import dev.sagfleet.controller.inventory.FirmwareImage;
import dev.sagfleet.controller.inventory.HaType;
import dev.sagfleet.controller.inventory.StoredInventory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is served to whom, without a socket and on any clock. */
class DownloadsTest {
    private static final SerialNumber BOX = new SerialNumber("box1");
    private static final SerialNumber APP = new SerialNumber("app1");
    private static final int SIZE = 100_000;

    private OpenCatalogue opened;
    private Links links;
    private Egress egress;
    private Downloads downloads;
    private FirmwareImage image;

    @BeforeEach
    void open(@TempDir Path directory) {
        opened = new OpenCatalogue(directory, () -> Long.MAX_VALUE);
        StoredInventory inventory = opened.inventory();
        inventory.register(StoredInventory.instance("sag-1", DeviceModel.SAG_1000, HaType.COLD_BACKUP), "box1", "box2");
        inventory.register(StoredInventory.instance("sag-2", DeviceModel.APP, HaType.NO_BACKUP), "app1");
        links = new Links(opened.keys().linkKey(), Duration.ofMinutes(15));
        egress = new Egress(Optional.of(Bandwidth.ofMegabits(60)), 100);
        downloads = new Downloads(inventory.store(), links, egress);
        image = opened.build(description("2.5.0"), SIZE, 0);
    }

    @AfterEach
    void close() {
        opened.close();
    }

    @Test
    void aDeviceIsServedWithWhatItsLineCarries() {
        Serve served = (Serve) decide(BOX, link(BOX), Optional.empty());

        assertThat(served.image()).isEqualTo(image);
        assertThat(served.range()).isEqualTo(new ByteRange(0, SIZE, false));
        assertThat(served.reservation().rate()).isEqualTo(Bandwidth.ofMegabits(50));
        assertThat(egress.reservedBitsPerSecond()).isEqualTo(50_000_000);
    }

    @Test
    void anAppClientIsServedWithWhatItsUserHas() {
        var forApps = new ImageDescription(
                List.of(DeviceModel.APP), FirmwareVersion.parse("2.5.0"), Optional.empty(), 0, "primary", List.of());
        FirmwareImage app = opened.build(forApps, SIZE, 0);

        Serve served = (Serve) decide(APP, links.mint(APP, app.digest(), "job-1", NOW), Optional.empty());

        assertThat(served.reservation().rate()).isEqualTo(Bandwidth.ofMegabits(2));
    }

    @Test
    void aDownloadGoesOnFromWhereItWas() {
        Serve served = (Serve) decide(BOX, link(BOX), Optional.of("bytes=40000-"));

        assertThat(served.range()).isEqualTo(new ByteRange(40_000, SIZE, true));
    }

    @Test
    void whoDoesNotFitWaitsUntilThereIsRoom() {
        Serve first = (Serve) decide(BOX, link(BOX), Optional.empty());
        var other = new SerialNumber("box2");

        Wait wait = (Wait) decide(other, link(other), Optional.empty());
        assertThat(wait.after()).isEqualTo(Backlog.MIN);

        first.reservation().end();
        assertThat(decide(other, link(other), Optional.empty())).isInstanceOf(Serve.class);
    }

    @Test
    void whoOnlyAsksWhatThereIsTakesNoRoom() {
        var asked = new DownloadRequest(BOX, link(BOX), true, Optional.of("bytes=999999999-"), Optional.empty());

        assertThat(decide(asked)).isEqualTo(new Describe(image));
        assertThat(egress.downloads()).isZero();
    }

    @Test
    void eachRefusalHasItsStatus() {
        assertRefused(404, BOX, "/firmware/");
        assertRefused(404, BOX, "/firmware/abc?job=j&expires=1&mac=m");
        assertRefused(403, BOX, "/firmware/" + image.digest());
        assertRefused(403, BOX, link(BOX).replace("mac=", "mac=x"));
        assertRefused(403, BOX, link(BOX).replace("job-1", "job-2"));
        assertRefused(403, BOX, link(new SerialNumber("box2")));
        assertRefused(410, BOX, links.mint(BOX, image.digest(), "job-1", NOW - 900_000));
        assertRefused(404, BOX, links.mint(BOX, Digest.ofText("none"), "job-1", NOW));
        assertRefused(403, APP, link(APP));
        var unknown = new SerialNumber("unknown");
        assertRefused(403, unknown, link(unknown));
        assertThat(egress.downloads()).isZero();
    }

    @Test
    void aRangeBeyondTheEndIsToldTheSize() {
        Refuse refused = (Refuse) decide(BOX, link(BOX), Optional.of("bytes=" + SIZE + "-"));

        assertThat(refused.status()).isEqualTo(416);
        assertThat(refused.sizeBytes()).hasValue(SIZE);
    }

    @Test
    void anImageThatWasWithdrawnIsNotThere() {
        String link = link(BOX);
        await(opened.catalogue().withdraw(image.digest()));

        assertRefused(404, BOX, link);
    }

    private String link(SerialNumber serial) {
        return links.mint(serial, image.digest(), "job-1", NOW);
    }

    private DownloadDecision decide(SerialNumber serial, String link, Optional<String> range) {
        return decide(new DownloadRequest(serial, link, false, range, Optional.empty()));
    }

    private DownloadDecision decide(DownloadRequest request) {
        return await(downloads.decide(request, NOW, () -> 0, () -> {}));
    }

    private void assertRefused(int status, SerialNumber serial, String link) {
        assertThat(decide(serial, link, Optional.empty()))
                .as(link)
                .isInstanceOfSatisfying(
                        Refuse.class, refused -> assertThat(refused.status()).isEqualTo(status));
    }
}
