package dev.sagfleet.controller.action;

import static dev.sagfleet.controller.action.BoxParameters.withBox;
import static dev.sagfleet.controller.action.CalledApi.await;
import static dev.sagfleet.controller.inventory.UpgradingBox.IMAGE;
import static dev.sagfleet.controller.inventory.UpgradingBox.NEWER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.Reboot;
import dev.sagfleet.agent.protocol.Revision;
import dev.sagfleet.agent.protocol.UpdateState;
import dev.sagfleet.agent.protocol.Upgrade;
import dev.sagfleet.controller.inventory.Administration;
import dev.sagfleet.controller.inventory.FirmwareJob;
import dev.sagfleet.controller.inventory.HaType;
import dev.sagfleet.controller.inventory.StoredInventory;
import dev.sagfleet.controller.inventory.UpgradingBox;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The actions that have a version installed, and have a box boot. */
class VersionActionTest {
    private static final String UPDATE = "UpdateSmartAccessGatewayVersion";
    private static final String REBOOT = "RebootSmartAccessGateway";

    private CalledApi api;
    private UpgradingBox box;

    /** A SAG-1000 with 2.4.0 that knows upgrades, with images 2.5.0 and 2.6.0 for it. */
    @BeforeEach
    void open(@TempDir Path directory) {
        api = new CalledApi(directory, CalledApi.LONG_WAIT);
        box = new UpgradingBox(api.inventory());
        box.connect();
    }

    @AfterEach
    void close() {
        api.close();
    }

    private String[] update(String version) {
        return withBox("VersionCode", version);
    }

    private void assertError(int status, String code, String message, String action, String... others) {
        api.assertError(status, code, message, action, withBox(others));
    }

    private void assertRefused(int status, String code, String message, String version) {
        api.assertError(status, code, message, UPDATE, update(version));
        assertThat(box.jobs()).isEmpty();
    }

    @Test
    void anUpdateIsAJobOfTheActiveBox() {
        await(api.start(UPDATE, update("2.6.0")));

        FirmwareJob job = box.jobs().get(0);
        assertThat(job.image()).isEqualTo(NEWER.digest());
        assertThat(job.origin()).isEqualTo(FirmwareJob.Origin.API);
        Upgrade upgrade = (Upgrade) api.inventory().desired("box1", Aspect.FIRMWARE);
        assertThat(upgrade.commandId()).isEqualTo("REQUEST-1");
        assertThat(upgrade.manifest()).isEqualTo(NEWER.signed());
    }

    @Test
    void theSameUpdateAgainSucceedsAndChangesNothing() {
        await(api.start(UPDATE, update("2.6.0")));
        await(api.start(UPDATE, update("2.6")));

        assertThat(box.jobs()).hasSize(1);
    }

    @Test
    void anUnknownInstanceHasNoVersion() {
        assertError(
                403,
                "InvalidId.SMARTAG",
                "The specified smart access gateway instance id is invalid.",
                UPDATE,
                "RegionId",
                "cn-beijing",
                "VersionCode",
                "2.6.0");
        assertError(
                400,
                "Sag.DeviceNotExist",
                "The specified device does not exist.",
                UPDATE,
                "VersionCode",
                "2.6.0",
                "SerialNumber",
                "box2");
    }

    @Test
    void whoDoesNotPayIsNotUpdated() {
        api.inventory().change(transaction -> Administration.setArrears(transaction, "sag-1", true));

        assertRefused(500, "SmartAccessGatewayInArrears", "The specified Smart Access Gateway has expired.", "2.6.0");
    }

    @Test
    void whoWasNeverConnectedIsNotActivated() {
        api.inventory().register(StoredInventory.instance("sag-2", DeviceModel.SAG_1000, HaType.NO_BACKUP), "box2");

        assertError(
                500,
                "SmartAccessGatewayNotActivated",
                "The specified Smart Access Gateway has not been activated.",
                UPDATE,
                "SmartAGId",
                "sag-2",
                "VersionCode",
                "2.6.0");
    }

    @Test
    void whoIsBoundToNoNetworkIsNotUpdated() {
        api.inventory().change(transaction -> Administration.bindCcn(transaction, "sag-1", Optional.empty()));

        assertRefused(
                403,
                "NotBoundCCN",
                "The specified smart access gateway has not bound CCN; please bind CCN first.",
                "2.6.0");
    }

    @Test
    void whoIsOfflineIsNotUpdatedNorBooted() {
        api.inventory().disconnect("box1");

        assertRefused(403, "SmartAccessGatewayNotOnline", "The specified smart access gateway is not online.", "2.6.0");
        assertError(403, "SmartAccessGatewayNotOnline", "The specified smart access gateway is not online.", REBOOT);
    }

    @Test
    void theStateOfABoxThatSaysNothingOfItsSlotsIsNotToBeHad() {
        api.inventory().connect("box1", "2.4.0");

        assertRefused(
                403,
                "GetSmartAccessGatewayStateError",
                "An error occurred while obtaining the smart access gateway status.",
                "2.6.0");
        assertError(
                403,
                "FeatureNotSupport",
                "The current edition of the smart access gateway does not support this feature.",
                REBOOT);
    }

    @Test
    void aVersionThatTheCatalogueDoesNotHaveIsNotToBeHad() {
        api.inventory().change(transaction -> transaction.images().save(NEWER.withdrawn()));
        for (String version : List.of("9.9.9", "2.6.0", "latest", "2.5.0; DROP TABLE device")) {
            assertRefused(
                    403,
                    "GetSmartAccessGatewayVersionError",
                    "An error occurred while obtaining the smart access gateway version.",
                    version);
        }
        assertError(
                403,
                "GetSmartAccessGatewayVersionError",
                "An error occurred while obtaining the smart access gateway version.",
                UPDATE,
                "VersionCode",
                "2.5.0",
                "VersionType",
                "Dpi");
    }

    @Test
    void anOlderVersionAndTheOneThatRunsAreTooOld() {
        api.inventory().change(transaction -> {
            transaction.images().save(UpgradingBox.image("2.3.9", DeviceModel.SAG_1000));
            transaction.images().save(UpgradingBox.image("2.4", DeviceModel.SAG_1000));
        });
        for (String version : List.of("2.3.9", "2.4.0")) {
            assertRefused(
                    403, "VersionTooOld", "The specified version is outdated; please select a newer version.", version);
        }
        assertThat(CalledApi.detail(api.start(UPDATE, update("2.3.9"))))
                .isEqualTo("found 2.3.9, required later than 2.4.0 which runs");
    }

    @Test
    void anAppInstanceIsNotForThisAction() {
        api.inventory().register(StoredInventory.instance("sag-app", DeviceModel.APP, HaType.NO_BACKUP), "app1");

        assertError(
                500,
                "PermissionError",
                "No permission to operate the instance.",
                UPDATE,
                "SmartAGId",
                "sag-app",
                "VersionCode",
                "2.6.0");
    }

    @Test
    void aRebootIsAnsweredOnceItIsOrdered() {
        api.call(REBOOT, "RegionId", "cn-shanghai", "SmartAGId", "sag-1", "SerialNumber", "box1");

        assertThat(api.inventory().desired("box1", Aspect.POWER)).isEqualTo(new Reboot("REQUEST-1", new Revision(1)));
    }

    @Test
    void whileAJobIsOpenTheBoxIsSynchronizing() {
        api.inventory().change(transaction -> transaction
                .aspects()
                .of(UpgradingBox.SERIAL)
                .forEach(aspect -> transaction
                        .aspects()
                        .answer(
                                UpgradingBox.SERIAL,
                                aspect.aspect(),
                                aspect.desired().revision(),
                                Optional.empty())));
        assertThat(synchronization()).isEqualTo("Synchronized");

        FirmwareJob job = box.order(IMAGE);
        box.apply(Aspect.FIRMWARE);
        assertThat(synchronization()).isEqualTo("Synchronizing");

        box.record(box.progress(job, UpdateState.FAILED, 10));
        assertThat(synchronization()).isEqualTo("Synchronized");
    }

    private String synchronization() {
        return api.call("DescribeSAGDeviceInfo", "RegionId", "cn-shanghai", "SmartAGId", "sag-1", "SmartAGSn", "box1")
                .fields()
                .path("SynStatus")
                .asText();
    }
}
