package dev.sagfleet.simulator.world;

import static dev.sagfleet.simulator.world.TestWorld.REGION;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.simulator.fleet.InstanceBlueprint;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the official clients can do about the firmware of boxes, on a fleet that obeys. */
class GatewayVersionTest {
    private static final String UPDATE = "UpdateSmartAccessGatewayVersion";
    private static final String VERSIONS = "DescribeSmartAccessGatewayVersions";
    private static final String REBOOT = "RebootSmartAccessGateway";
    private static final String MODIFY = "ModifyDeviceAutoUpgradePolicy";
    private static final String DESCRIBE = "DescribeDeviceAutoUpgradePolicy";

    @AutoClose
    private static TestWorld world;

    /** With 2.5.0 and 2.3.0 in its catalogue. */
    @BeforeAll
    static void start(@TempDir Path directory) {
        world = TestWorld.start(directory);
        for (String version : List.of("2.5.0", "2.3.0")) {
            int status = world.control()
                    .send(
                            "POST",
                            "firmware/images",
                            "{\"models\":[\"SAG-100WM\",\"SAG-1000\"],\"version\":\"" + version
                                    + "\",\"sizeBytes\":20000}")
                    .statusCode();
            assertThat(status).isEqualTo(200);
        }
    }

    private static ApiAnswer call(OfficialClient client, String action, InstanceBlueprint instance, String... more) {
        Map<String, Object> parameters = new HashMap<>(Map.of("RegionId", REGION, "SmartAGId", instance.id()));
        for (int i = 0; i < more.length; i += 2) {
            parameters.put(more[i], more[i + 1]);
        }
        return world.api(client).call(action, parameters);
    }

    private static JsonNode done(ApiAnswer answer) {
        assertThat(answer.status()).as(answer.error()).isEqualTo(200);
        return answer.body();
    }

    private static JsonNode info(OfficialClient client, InstanceBlueprint instance) {
        String serial = TestWorld.onlySerial(instance).text();
        return done(call(client, "DescribeSAGDeviceInfo", instance, "SmartAGSn", serial));
    }

    @ParameterizedTest
    @EnumSource
    void aBoxRunsTheVersionThatItWasUpdatedTo(OfficialClient client) {
        InstanceBlueprint instance = world.takeBranch();
        JsonNode versions =
                done(call(client, VERSIONS, instance)).path("SmartAGVersions").path("SmartAGVersion");
        assertThat(versions.path(1).path("VersionCode").asText()).isEqualTo("2.5.0");
        assertThat(versions.path(1).path("Type").asText()).isEqualTo("release");

        done(call(client, UPDATE, instance, "VersionCode", "2.5.0"));

        JsonNode after = Await.until(
                () -> info(client, instance),
                seen -> seen.path("Version").asText().equals("2.5.0")
                        && seen.path("SynStatus").asText().equals("Synchronized"));
        assertThat(after.path("ControllerState").asText()).isEqualTo("Normal");
        JsonNode device = done(call(client, "DescribeSmartAccessGatewayAttribute", instance))
                .path("Devices")
                .path("Device")
                .path(0);
        assertThat(device.path("SoftwareVersion").asText()).isEqualTo("2.5.0");
        JsonNode job = world.device(TestWorld.onlySerial(instance)).path("job");
        assertThat(job.path("hasSucceeded").asBoolean()).as(job.toString()).isTrue();
        assertThat(job.path("origin").asText()).isEqualTo("api");
        assertThat(call(client, UPDATE, instance, "VersionCode", "2.5.0").error())
                .isEqualTo("403 VersionTooOld: The specified version is outdated; please select a newer version.");
    }

    @ParameterizedTest
    @EnumSource
    void aBoxBootsOnceItIsToldTo(OfficialClient client) {
        InstanceBlueprint instance = world.takeBranch();
        SerialNumber serial = TestWorld.onlySerial(instance);
        long epoch = world.device(serial).path("epoch").asLong();

        done(call(client, REBOOT, instance, "SerialNumber", serial.text()));

        Await.until(
                () -> world.device(serial),
                seen -> seen.path("epoch").asLong() > epoch
                        && seen.path("online").asBoolean()
                        && seen.path("reported")
                                .path("power")
                                .path("state")
                                .asText()
                                .equals("applied"));
        assertThat(world.device(serial).path("epoch").asLong()).isEqualTo(epoch + 1);
    }

    @ParameterizedTest
    @EnumSource
    void aPolicyIsSetAndDescribed(OfficialClient client) {
        InstanceBlueprint instance = world.takeBranch();
        String serial = TestWorld.onlySerial(instance).text();
        assertThat(done(call(client, DESCRIBE, instance, "SerialNumber", serial))
                        .path("UpgradeType")
                        .asText())
                .isEqualTo("manual");

        done(policy(client, instance, "SerialNumber", serial));

        JsonNode policy = done(call(client, DESCRIBE, instance, "SerialNumber", serial));
        assertThat(policy.path("UpgradeType").asText()).isEqualTo("scheduled");
        assertThat(policy.path("CronExpression").asText()).isEqualTo("0 0 4 1/1 * ?");
        assertThat(policy.path("Duration").asText()).isEqualTo("30");
        assertThat(policy.path("TimeZone").asText()).isEqualTo("Asia/Shanghai");
        assertThat(policy.path("Jitter").asText()).isEqualTo("5");
    }

    private static ApiAnswer policy(OfficialClient client, InstanceBlueprint instance, String name, String value) {
        Map<String, Object> parameters = new HashMap<>(Map.of(
                "RegionId",
                REGION,
                "SmartAGId",
                instance.id(),
                "SerialNumber",
                instance.devices().get(0).serial().text(),
                "UpgradeType",
                "scheduled",
                "CronExpression",
                "0 0 4 1/1 * ?",
                "Duration",
                30,
                "TimeZone",
                "Asia/Shanghai"));
        parameters.put(name, value);
        return world.api(client).call(MODIFY, parameters);
    }

    @ParameterizedTest
    @EnumSource
    void theErrorsOfPolicies(OfficialClient client) {
        InstanceBlueprint instance = world.takeBranch();

        assertThat(policy(client, instance, "SmartAGId", "").error())
                .isEqualTo("400 SAG.InstanceIdEmpty: You must specify the SAG instance ID.");
        assertThat(policy(client, instance, "SerialNumber", "sag0none").error())
                .isEqualTo("400 SAG.InvalidSerialNumber: The specified SerialNumber is invalid.");
        assertThat(policy(client, instance, "SmartAGId", "sag-none").error())
                .isEqualTo("400 SAG.InstanceNoFound: The specified SAG instance does not exist.");
        assertThat(policy(client, instance, "CronExpression", "every night").code())
                .isEqualTo("InvalidCronExpression");
        assertThat(policy(client, instance, "Duration", "20").code()).isEqualTo("InvalidDuration");
        assertThat(policy(client, instance, "TimeZone", "Mars/Phobos").code()).isEqualTo("InvalidTimeZone");
        assertThat(call(client, DESCRIBE, instance, "SerialNumber", "sag0none").error())
                .isEqualTo("400 SAG.InvalidSerialNumber: The specified SerialNumber is invalid.");
    }

    @ParameterizedTest
    @EnumSource
    void theErrorsOfVersions(OfficialClient client) {
        InstanceBlueprint instance = world.takeBranch();
        InstanceBlueprint app = world.instances().stream()
                .filter(each -> each.model() == DeviceModel.APP)
                .findFirst()
                .orElseThrow();

        assertThat(call(client, VERSIONS, instance, "VersionType", "Dpi").error())
                .isEqualTo("400 VersionNotExist: The specified version does not exist.");
        assertThat(call(client, VERSIONS, app).error())
                .isEqualTo("400 SAG.SoftwareNotSupport: The specified SAG software edition instance does not support"
                        + " ACL.");
        assertThat(call(client, UPDATE, instance, "VersionCode", "9.9.9").error())
                .isEqualTo("403 GetSmartAccessGatewayVersionError: An error occurred while obtaining the smart access"
                        + " gateway version.");
        assertThat(call(client, UPDATE, instance, "VersionCode", "2.3.0").error())
                .isEqualTo("403 VersionTooOld: The specified version is outdated; please select a newer version.");
        assertThat(call(client, UPDATE, instance, "VersionCode", "2.5.0", "SmartAGId", "sag-none")
                        .error())
                .isEqualTo("403 InvalidId.SMARTAG: The specified smart access gateway instance id is invalid.");
        assertThat(call(client, UPDATE, app, "VersionCode", "2.5.0").error())
                .isEqualTo("500 PermissionError: No permission to operate the instance.");
        assertThat(call(client, UPDATE, instance, "VersionCode", "2.5.0", "SerialNumber", "sag0none")
                        .error())
                .isEqualTo("400 Sag.DeviceNotExist: The specified device does not exist.");
    }

    @ParameterizedTest
    @EnumSource
    void theErrorsOfAnInstanceThatIsNotReady(OfficialClient client) {
        InstanceBlueprint instance = world.takeBranch();
        String path = "instances/" + instance.id();

        world.disconnect(TestWorld.onlySerial(instance));
        assertThat(call(client, UPDATE, instance, "VersionCode", "2.5.0").error())
                .isEqualTo("403 SmartAccessGatewayNotOnline: The specified smart access gateway is not online.");
        assertThat(call(client, REBOOT, instance).error())
                .isEqualTo("403 SmartAccessGatewayNotOnline: The specified smart access gateway is not online.");

        world.control().put(path, "{\"ccnId\":null}");
        assertThat(call(client, UPDATE, instance, "VersionCode", "2.5.0").error())
                .isEqualTo("403 NotBoundCCN: The specified smart access gateway has not bound CCN; please bind CCN"
                        + " first.");

        world.control().put(path, "{\"arrears\":true}");
        assertThat(call(client, UPDATE, instance, "VersionCode", "2.5.0").error())
                .isEqualTo("500 SmartAccessGatewayInArrears: The specified Smart Access Gateway has expired.");
    }

    @ParameterizedTest
    @EnumSource
    void theErrorOfABoxThatWasNeverConnected(OfficialClient client) {
        JsonNode registered = ApiAnswer.parse(world.control()
                .send("POST", "devices", "{\"model\":\"SAG-1000\"}")
                .body());

        Map<String, Object> parameters = Map.of(
                "RegionId", REGION, "SmartAGId", registered.path("instanceId").asText(), "VersionCode", "2.5.0");
        assertThat(world.api(client).call(UPDATE, parameters).error())
                .isEqualTo("500 SmartAccessGatewayNotActivated: The specified Smart Access Gateway has not been"
                        + " activated.");
    }
}
