package dev.sagfleet.controller.inventory;

import static dev.sagfleet.controller.inventory.StoredInventory.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.controller.contract.Samples;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes into the catalogue, and what does not. */
class ImagesTest {
    private StoredInventory inventory;

    @BeforeEach
    void open(@TempDir Path directory) {
        inventory = new StoredInventory(directory, (serial, command) -> {});
    }

    @AfterEach
    void close() {
        inventory.close();
    }

    @Test
    void anImageThatIsThereStaysAsItIs() {
        FirmwareImage first = image("one", "2.5.0", 1, DeviceModel.SAG_1000);

        assertThat(add(first)).isEqualTo(first);
        assertThat(add(image("one", "2.5.0", 2, DeviceModel.SAG_1000))).isEqualTo(first);

        assertThat(all()).containsExactly(first);
    }

    @Test
    void aVersionHasOneImageForEachModel() {
        FirmwareImage first = add(image("one", "2.5.0", 1, DeviceModel.SAG_1000));
        FirmwareImage app = add(image("two", "2.5.0", 1, DeviceModel.APP));

        assertRejected(
                Rejection.IMAGE_EXISTS,
                "SAG-1000 2.5: found image " + Digest.ofText("three"),
                () -> add(image("three", "2.5", 1, DeviceModel.SAG_100WM, DeviceModel.SAG_1000)));
        assertThat(all()).containsExactlyInAnyOrder(first, app);
    }

    @Test
    void theSameBytesAreNoOtherImage() {
        add(image("one", "2.5.0", 1, DeviceModel.SAG_1000));

        assertRejected(
                Rejection.IMAGE_EXISTS,
                "found SAG-1000 2.6.0, required SAG-1000 2.5.0",
                () -> add(image("one", "2.6.0", 1, DeviceModel.SAG_1000)));
        assertRejected(
                Rejection.IMAGE_EXISTS,
                "found APP 2.5.0, required SAG-1000 2.5.0",
                () -> add(image("one", "2.5.0", 1, DeviceModel.APP)));
    }

    @Test
    void whatWasWithdrawnDoesNotComeBack() {
        FirmwareImage image = add(image("one", "2.5.0", 1, DeviceModel.SAG_1000));

        assertThat(withdraw(image)).isEqualTo(image.withdrawn());
        assertThat(withdraw(image)).isEqualTo(image.withdrawn());

        assertRejected(Rejection.IMAGE_WITHDRAWN, "SAG-1000 2.5.0: found withdrawn", () -> add(image));
        assertRejected(
                Rejection.IMAGE_EXISTS, "SAG-1000 2.5.0", () -> add(image("other", "2.5.0", 1, DeviceModel.SAG_1000)));
        assertThat(all()).containsExactly(image.withdrawn());
    }

    @Test
    void whatIsNotThereCannotBeWithdrawn() {
        assertRejected(
                Rejection.IMAGE_NOT_FOUND,
                "no image",
                () -> inventory.write(transaction -> Images.withdraw(transaction, Digest.ofText("none"))));
    }

    @Test
    void aCatalogueIsFullAtSomeTime() {
        inventory.change(transaction -> {
            for (int i = 0; i < FirmwareImage.IMAGES_MAX; i++) {
                transaction.images().save(image("image " + i, "3." + i, 1, DeviceModel.APP));
            }
        });

        assertRejected(
                Rejection.IMAGE_LIMIT, "found 1000 images", () -> add(image("one", "2.5.0", 1, DeviceModel.APP)));
        assertThat(add(image("image 7", "3.7", 2, DeviceModel.APP)).createdMillis())
                .isEqualTo(1);
    }

    private FirmwareImage add(FirmwareImage image) {
        return inventory.write(transaction -> Images.add(transaction, image));
    }

    private FirmwareImage withdraw(FirmwareImage image) {
        return inventory.write(transaction -> Images.withdraw(transaction, image.digest()));
    }

    private List<FirmwareImage> all() {
        return inventory.read(reading -> reading.images().all());
    }

    private static FirmwareImage image(String text, String version, long createdMillis, DeviceModel... models) {
        return Samples.image(
                Digest.ofText(text),
                List.of(models),
                version,
                Optional.empty(),
                FirmwareImage.State.AVAILABLE,
                createdMillis);
    }
}
