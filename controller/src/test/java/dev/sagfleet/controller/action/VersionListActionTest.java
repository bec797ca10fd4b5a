package dev.sagfleet.controller.action;

import static dev.sagfleet.controller.action.BoxParameters.withBox;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.controller.inventory.HaType;
import dev.sagfleet.controller.inventory.StoredInventory;
import dev.sagfleet.controller.inventory.UpgradingBox;
import java.nio.file.Path;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The action that lists the versions for a box. */
class VersionListActionTest {
    private static final String VERSIONS = "DescribeSmartAccessGatewayVersions";

    private CalledApi api;

    /** A SAG-1000 with 2.4.0 that knows upgrades, with images 2.5.0 and 2.6.0 for it. */
    @BeforeEach
    void open(@TempDir Path directory) {
        api = new CalledApi(directory, CalledApi.LONG_WAIT);
        new UpgradingBox(api.inventory()).connect();
    }

    @AfterEach
    void close() {
        api.close();
    }

    private void assertError(int status, String code, String message, String action, String... others) {
        api.assertError(status, code, message, action, withBox(others));
    }

    @Test
    void theVersionsForAModelAreListed() {
        api.inventory().change(transaction -> {
            transaction
                    .images()
                    .save(UpgradingBox.image("2.7.0", DeviceModel.SAG_1000).withdrawn());
            transaction.images().save(UpgradingBox.image("2.8.0", DeviceModel.APP));
        });

        JsonNode fields = api.call(VERSIONS, "RegionId", "cn-shanghai", "SmartAGId", "sag-1", "SmartAGSn", "box1")
                .fields();

        JsonNode versions = fields.path("SmartAGVersions").path("SmartAGVersion");
        assertThat(StreamSupport.stream(versions.spliterator(), false)
                        .map(version -> version.path("VersionCode").asText()))
                .containsExactly("2.5.0", "2.6.0");
        assertThat(versions.get(0).path("VersionName").asText()).isEqualTo("2.5.0");
        assertThat(versions.get(0).path("Type").asText()).isEqualTo("release");
        assertThat(versions.get(0).path("CreateTime").asLong()).isEqualTo(StoredInventory.NOW);
    }

    @Test
    void theDocumentedErrorsOfListingVersions() {
        api.inventory().register(StoredInventory.instance("sag-app", DeviceModel.APP, HaType.NO_BACKUP), "app1");
        assertError(400, "VersionNotExist", "The specified version does not exist.", VERSIONS, "VersionType", "Dpi");
        assertError(
                400,
                "SAG.InstanceNoFound",
                "The specified SAG instance does not exist.",
                VERSIONS,
                "RegionId",
                "cn-beijing");
        assertError(400, "Sag.DeviceNotExist", "The specified device does not exist.", VERSIONS, "SmartAGSn", "box2");
        assertError(
                400,
                "SAG.SoftwareNotSupport",
                "The specified SAG software edition instance does not support ACL.",
                VERSIONS,
                "SmartAGId",
                "sag-app");
    }
}
