package dev.sagfleet.controller.contract;

import static dev.sagfleet.controller.contract.Samples.assertRead;
import static dev.sagfleet.controller.contract.Samples.save;

import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.controller.inventory.FirmwareImage;
import dev.sagfleet.controller.inventory.Transaction;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The catalogue of images, as every store keeps it. */
class ImageRowsTest extends StoreContract {
    @Test
    void imagesComeBackAsTheyWereSavedInTheOrderOfTheirVersions() {
        FirmwareImage later = image("later", List.of(DeviceModel.APP), "2.10.0", Optional.of(Long.MIN_VALUE), 2);
        FirmwareImage earlier =
                image("earlier", List.of(DeviceModel.SAG_1000, DeviceModel.SAG_100WM), "2.9", Optional.empty(), 3);
        FirmwareImage withdrawn = image("withdrawn", List.of(DeviceModel.APP), "2.11", Optional.of(0L), 1)
                .withdrawn();

        save(store, transaction -> {
            transaction.images().save(later);
            transaction.images().save(withdrawn);
            transaction.images().save(earlier);
        });

        assertRead(store, reading -> reading.images().all()).isEqualTo(List.of(earlier, later, withdrawn));
        assertRead(store, reading -> reading.images().find(withdrawn.digest())).isEqualTo(Optional.of(withdrawn));
        assertRead(store, reading -> reading.images().find(Digest.ofText("other")))
                .isEqualTo(Optional.empty());
        assertRead(store, reading -> reading.images().find(DeviceModel.SAG_100WM, FirmwareVersion.parse("2.9.0")))
                .isEqualTo(Optional.of(earlier));
        assertRead(store, reading -> reading.images().find(DeviceModel.APP, FirmwareVersion.parse("2.9.0")))
                .isEqualTo(Optional.empty());
        assertRead(store, reading -> reading.images().newest(DeviceModel.APP)).isEqualTo(Optional.of(later));
        assertRead(store, reading -> reading.images().newest(DeviceModel.SAG_VCPE))
                .isEqualTo(Optional.empty());
    }

    private static FirmwareImage image(
            String text, List<DeviceModel> models, String version, Optional<Long> seed, long createdMillis) {
        return Samples.image(Digest.ofText(text), models, version, seed, FirmwareImage.State.AVAILABLE, createdMillis);
    }

    @Test
    void imagesAreTakenAwayWithEverything() {
        save(store, transaction -> transaction
                .images()
                .save(image("one", List.of(DeviceModel.APP), "2.5.0", Optional.empty(), 1)));

        save(store, Transaction::removeAll);

        assertRead(store, reading -> reading.images().all()).isEqualTo(List.of());
    }
}
