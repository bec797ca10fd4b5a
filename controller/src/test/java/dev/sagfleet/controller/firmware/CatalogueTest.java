package dev.sagfleet.controller.firmware;

import static dev.sagfleet.controller.firmware.OpenCatalogue.await;
import static dev.sagfleet.controller.firmware.OpenCatalogue.bytes;
import static dev.sagfleet.controller.firmware.OpenCatalogue.description;
import static dev.sagfleet.controller.firmware.OpenCatalogue.digest;
import static dev.sagfleet.controller.inventory.StoredInventory.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.controller.inventory.FirmwareImage;
import dev.sagfleet.controller.inventory.RejectedException;
import dev.sagfleet.controller.inventory.Rejection;
import dev.sagfleet.controller.inventory.Transaction;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images that are made, withdrawn and taken away. */
class CatalogueTest {
    private OpenCatalogue opened;

    @BeforeEach
    void open(@TempDir Path directory) {
        opened = new OpenCatalogue(directory, () -> Long.MAX_VALUE);
    }

    @AfterEach
    void close() {
        opened.close();
    }

    @Test
    void anImageIsMadeOfASeedAndSignedAndTakesNoRoom() throws IOException {
        FirmwareImage image = opened.build(description("2.5.0"), 1_000_003, 0);

        assertThat(digest(opened.content(image))).isEqualTo(image.digest());
        assertThat(image.sizeBytes()).isEqualTo(1_000_003);
        assertThatCode(() -> opened.keys().requireSigned(image.manifest(), image.signed()))
                .doesNotThrowAnyException();
        assertThat(opened.images()).containsExactly(image);
        assertThat(opened.files()).isEmpty();
    }

    @Test
    void theSameImageIsMadeOnce() {
        FirmwareImage image = opened.build(description("2.5.0"), 1_000, 7);

        assertThat(opened.build(description("2.5"), 1_000, 7)).isEqualTo(image);
        assertThat(opened.images()).containsExactly(image);
    }

    @Test
    void allThatIsAskedForStandsInTheManifest() {
        var asked = new ImageDescription(
                List.of(DeviceModel.APP, DeviceModel.SAG_100WM),
                FirmwareVersion.parse("3.1"),
                Optional.of(FirmwareVersion.parse("2.4.0")),
                9,
                "spare",
                List.of("primary"));

        FirmwareImage image = opened.build(asked, 1_000, 0);

        assertThat(image.manifest()).isEqualTo(asked.manifest(1_000, image.digest()));
    }

    @Test
    void otherVersionsModelsAndSeedsAreOtherBytes() {
        var app = new ImageDescription(
                List.of(DeviceModel.APP), FirmwareVersion.parse("2.5.0"), Optional.empty(), 0, "primary", List.of());

        assertThat(List.of(
                        opened.build(description("2.5.0"), 1_000, 0).digest(),
                        opened.build(description("2.5.1"), 1_000, 0).digest(),
                        opened.build(description("2.5.2"), 1_000, 1).digest(),
                        opened.build(app, 1_000, 0).digest()))
                .doesNotHaveDuplicates();
    }

    @Test
    void aVersionThatIsThereWithOtherContentIsRefused() {
        FirmwareImage image = opened.build(description("2.5.0"), 1_000, 0);

        assertRejected(
                Rejection.IMAGE_EXISTS,
                "required " + image.digest(),
                () -> opened.build(description("2.5.0"), 1_000, 1));
        assertRejected(
                Rejection.IMAGE_EXISTS,
                "required " + image.digest(),
                () -> opened.build(description("2.5.0"), 1_001, 0));
        var other = new ImageDescription(image.models(), image.version(), Optional.empty(), 3, "primary", List.of());
        assertRejected(
                Rejection.IMAGE_EXISTS, "security index found 3, required 0", () -> opened.build(other, 1_000, 0));
    }

    @Test
    void anImageIsSignedByKeysThatThereAreOnly() {
        var asked = new ImageDescription(
                List.of(DeviceModel.APP), FirmwareVersion.parse("2"), Optional.empty(), 0, "third", List.of());

        assertRejected(
                Rejection.INVALID_IMAGE,
                "key: third (expected: one of primary, spare)",
                () -> opened.build(asked, 1_000, 0));
    }

    @Test
    void onlySoManyImagesAreMadeAtATime() {
        List<CompletionStage<FirmwareImage>> asked = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            asked.add(opened.catalogue().build(description("3." + i), 1_000_000, 0, OpenCatalogue.NOW));
        }

        long made = asked.stream().filter(CatalogueTest::isMade).count();

        assertThat(made).isBetween(100L, 299L).isEqualTo(opened.images().size());
    }

    private static boolean isMade(CompletionStage<FirmwareImage> stage) {
        try {
            await(stage);
            return true;
        } catch (RejectedException e) {
            assertThat(e.rejection()).isEqualTo(Rejection.IMAGE_BUSY);
            return false;
        }
    }

    @Test
    void whoReadsAnImageReadsOnWhenItIsWithdrawn() throws IOException {
        byte[] bytes = bytes(1);
        FirmwareImage image = opened.upload(bytes, "2.5.0");
        try (ImageContent reading = opened.catalogue().open(image)) {
            FirmwareImage withdrawn = await(opened.catalogue().withdraw(image.digest()));

            assertThat(withdrawn).isEqualTo(image.withdrawn());
            assertThat(OpenCatalogue.all(reading)).isEqualTo(bytes);
        }
        assertThat(opened.files()).isEmpty();
        assertThat(opened.images()).containsExactly(image.withdrawn());
        assertThatThrownBy(() -> opened.catalogue().open(image)).isInstanceOf(NoSuchFileException.class);
        assertRejected(Rejection.IMAGE_WITHDRAWN, "found withdrawn", () -> opened.begin(bytes, "2.5.0"));
    }

    @Test
    void manyReadOneFile() throws IOException {
        byte[] bytes = bytes(1);
        FirmwareImage image = opened.upload(bytes, "2.5.0");
        ImageContent one = opened.catalogue().open(image);
        ImageContent other = opened.catalogue().open(image);

        assertThat(one.file()).isEqualTo(other.file());
        one.close();
        one.close();
        assertThat(OpenCatalogue.all(other)).isEqualTo(bytes);
        other.close();
        assertThat(other.file())
                .hasValueSatisfying(file -> assertThat(file.isOpen()).isFalse());
        assertThat(opened.content(image)).isEqualTo(bytes);
    }

    @Test
    void nothingStaysWhenEverythingIsTakenAway() throws IOException {
        opened.upload(bytes(1), "2.5.0");
        opened.begin(bytes(2), "2.6.0");
        opened.build(description("2.7.0"), 1_000, 0);

        opened.inventory().change(Transaction::removeAll);
        await(opened.catalogue().reset());

        opened.assertNothingIsLeft();
        assertThat(opened.upload(bytes(3), "2.5.0").version()).hasToString("2.5.0");
    }
}
