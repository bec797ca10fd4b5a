package dev.sagfleet.controller.action;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sagfleet.controller.inventory.AutoUpgradePolicy;
import dev.sagfleet.controller.inventory.UpgradingBox;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** ModifyDeviceAutoUpgradePolicy and DescribeDeviceAutoUpgradePolicy. */
class AutoUpgradePolicyActionTest {
    private static final String MODIFY = "ModifyDeviceAutoUpgradePolicy";
    private static final String DESCRIBE = "DescribeDeviceAutoUpgradePolicy";

    private CalledApi api;

    @BeforeEach
    void open(@TempDir Path directory) {
        api = new CalledApi(directory, CalledApi.LONG_WAIT);
        new UpgradingBox(api.inventory()).connect();
    }

    @AfterEach
    void close() {
        api.close();
    }

    /** A nightly policy, but for these parameters: name and value in turn. */
    private static String[] nightlyBut(String... others) {
        List<String> call = new ArrayList<>(List.of(
                "RegionId",
                "cn-shanghai",
                "SmartAGId",
                "sag-1",
                "SerialNumber",
                "box1",
                "UpgradeType",
                "scheduled",
                "CronExpression",
                "0 0 2 ? * MON-FRI",
                "Duration",
                "45",
                "TimeZone",
                "Europe/Berlin"));
        for (int i = 0; i < others.length; i += 2) {
            int known = call.indexOf(others[i]);
            if (known < 0) {
                call.addAll(Arrays.asList(others[i], others[i + 1]));
            } else {
                call.set(known + 1, others[i + 1]);
            }
        }
        return call.toArray(String[]::new);
    }

    private JsonNode describe() {
        return api.call(DESCRIBE, "RegionId", "cn-shanghai", "SmartAGId", "sag-1", "SerialNumber", "box1")
                .fields();
    }

    @Test
    void whatNobodyHasSetIsManual() {
        JsonNode fields = describe();

        assertThat(fields.path("UpgradeType").textValue()).isEqualTo("manual");
        assertThat(fields.path("CronExpression").textValue()).isEqualTo("0 0 4 1/1 * ?");
        assertThat(fields.path("Duration").textValue()).isEqualTo("60");
        assertThat(fields.path("TimeZone").textValue()).isEqualTo("Asia/Shanghai");
        assertThat(fields.path("Jitter").textValue()).isEqualTo("5");
    }

    @Test
    void whatIsSetIsWhatIsDescribed() {
        api.call(MODIFY, nightlyBut());

        JsonNode fields = describe();
        assertThat(fields.path("SmartAGId").textValue()).isEqualTo("sag-1");
        assertThat(fields.path("SerialNumber").textValue()).isEqualTo("box1");
        assertThat(fields.path("UpgradeType").textValue()).isEqualTo("scheduled");
        assertThat(fields.path("CronExpression").textValue()).isEqualTo("0 0 2 ? * MON-FRI");
        assertThat(fields.path("Duration").textValue()).isEqualTo("45");
        assertThat(fields.path("TimeZone").textValue()).isEqualTo("Europe/Berlin");
        assertThat(api.policiesChanged()).isEqualTo(1);
        assertThat(policy().dueMillis()).isPresent();

        api.call(MODIFY, nightlyBut("UpgradeType", "boot"));
        assertThat(describe().path("UpgradeType").textValue()).isEqualTo("boot");
        assertThat(policy().dueMillis()).isEmpty();
    }

    private AutoUpgradePolicy policy() {
        return api.inventory()
                .read(reading -> reading.policies().find(UpgradingBox.SERIAL))
                .orElseThrow();
    }

    @Test
    void anInstanceThatIsNotNamedOrNotThereHasTheDocumentedErrors() {
        api.assertError(
                400,
                "SAG.InstanceIdEmpty",
                "You must specify the SAG instance ID.",
                MODIFY,
                nightlyBut("SmartAGId", ""));
        api.assertError(
                400,
                "SAG.InstanceNoFound",
                "The specified SAG instance does not exist.",
                MODIFY,
                nightlyBut("SmartAGId", "sag-none"));
        for (String action : List.of(MODIFY, DESCRIBE)) {
            String[] parameters = action.equals(MODIFY)
                    ? nightlyBut("SerialNumber", "box2")
                    : new String[] {"RegionId", "cn-shanghai", "SmartAGId", "sag-1", "SerialNumber", "box2"};
            api.assertError(
                    400, "SAG.InvalidSerialNumber", "The specified SerialNumber is invalid.", action, parameters);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 0 2 * *", "every night", "0 0 2 30 2 ?", "0 0 2 1 1 ? 2020", "\uD83D\uDE00"})
    void aLineThatIsNoneOrNeverComesIsInvalid(String cron) {
        api.assertInvalid("CronExpression", MODIFY, nightlyBut("CronExpression", cron));
        assertThat(describe().path("UpgradeType").textValue()).isEqualTo("manual");
    }

    @Test
    void aWindowIsHalfAnHourToTwoHoursInOneOfTheZones() {
        api.assertInvalid("Duration", MODIFY, nightlyBut("Duration", "29"));
        api.assertInvalid("Duration", MODIFY, nightlyBut("Duration", "121"));
        api.assertInvalid("TimeZone", MODIFY, nightlyBut("TimeZone", "Europe/Paris"));
        api.assertInvalid("UpgradeType", MODIFY, nightlyBut("UpgradeType", "SCHEDULED"));
        api.assertInvalid("VersionType", MODIFY, nightlyBut("VersionType", "Dpi"));
        api.call(MODIFY, nightlyBut("Duration", "30", "VersionType", "Device"));
        api.call(MODIFY, nightlyBut("Duration", "120"));
    }
}
