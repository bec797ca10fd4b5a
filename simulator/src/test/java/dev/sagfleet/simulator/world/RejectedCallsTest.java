package dev.sagfleet.simulator.world;

import static dev.sagfleet.simulator.world.TestWorld.REGION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.controller.rpc.AccessKey;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is rejected before any rule of the inventory is asked. */
class RejectedCallsTest {
    private static final String ASSOCIATE = "AssociateSmartAGWithApplicationBandwidthPackage";
    private static final String DISSOCIATE = "DissociateSmartAGFromApplicationBandwidthPackage";
    private static final String DOWNGRADE = "DowngradeSmartAccessGateway";
    private static final String LIST = "DescribeSmartAccessGateways";

    @AutoClose
    private static TestWorld world;

    @BeforeAll
    static void start(@TempDir Path directory) {
        world = TestWorld.start(directory);
    }

    @ParameterizedTest
    @EnumSource
    void aWrongSecretDoesNotMatch(OfficialClient client) {
        ApiClient thief = client.connect(world.apiPort(), new AccessKey(TestWorld.ROOT.id(), "guessed"));

        assertThat(thief.call("DescribeRegions", Map.of()).error())
                .startsWith("400 SignatureDoesNotMatch: Specified signature is not matched with our calculation."
                        + " server string to sign is:"
                        + (client == OfficialClient.TEA ? "ACS3-HMAC-SHA256" : ""))
                .contains(client == OfficialClient.TEA ? "\n" : "&%2F&AccessKeyId%3D");
    }

    @ParameterizedTest
    @EnumSource
    void anUnknownKeyIsNotFound(OfficialClient client) {
        ApiClient stranger = client.connect(world.apiPort(), new AccessKey("LTAInobody", TestWorld.ROOT.secret()));

        assertThat(stranger.call("DescribeRegions", Map.of()).error())
                .isEqualTo("404 InvalidAccessKeyId.NotFound: Specified access key is not found.");
    }

    @ParameterizedTest
    @EnumSource
    void anUnknownActionIsNotFound(OfficialClient client) {
        assertThat(call(client, "FlySmartAccessGateway", Map.of()).error())
                .isEqualTo("404 InvalidApi.NotFound: Specified api is not found, please check your url and method.");
    }

    @ParameterizedTest
    @EnumSource
    void eachMandatoryParameterIsMissed(OfficialClient client) {
        Map<String, Object> associate = new HashMap<>(Map.of(
                "RegionId",
                REGION,
                "ApplicationBandwidthPackageId",
                world.planId(TestWorld.HQ),
                "AssociateConfigs",
                List.of(Map.of("SmartAGId", "sag-1", "Bandwidth", 5))));
        Map<String, Object> downgrade = new HashMap<>(Map.of(
                "RegionId", REGION, "SmartAGId", world.instances().get(0).id(), "BandWidthSpec", 5, "AutoPay", true));

        requireEachOf(client, ASSOCIATE, associate);
        requireEachOf(client, DOWNGRADE, downgrade);
        assertThat(missing(client, DISSOCIATE, Map.of("RegionId", REGION, "ApplicationBandwidthPackageId", "abwp-1")))
                .isEqualTo("SmartAGId");
        associate.put(
                "AssociateConfigs", List.of(Map.of("SmartAGId", "sag-1", "Bandwidth", 5), Map.of("Bandwidth", 5)));
        assertThat(missing(client, ASSOCIATE, associate)).isEqualTo("AssociateConfigs.2.SmartAGId");
        associate.put("AssociateConfigs", List.of(Map.of("SmartAGId", "sag-1")));
        assertThat(missing(client, ASSOCIATE, associate)).isEqualTo("AssociateConfigs.1.Bandwidth");
    }

    /** The older client fills in its own region where none is given. */
    private static void requireEachOf(OfficialClient client, String action, Map<String, Object> complete) {
        Set<String> names = new TreeSet<>(complete.keySet());
        if (client != OfficialClient.TEA) {
            names.remove("RegionId");
        }
        for (String name : names) {
            Map<String, Object> parameters = new HashMap<>(complete);
            parameters.remove(name);

            assertThat(missing(client, action, parameters)).isEqualTo(name);
        }
    }

    /** Which parameter the answer misses. */
    private static String missing(OfficialClient client, String action, Map<String, ?> parameters) {
        ApiAnswer answer = call(client, action, parameters);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).startsWith("Missing");
        String name = answer.code().substring("Missing".length());
        assertThat(answer.message()).isEqualTo(name + " is mandatory for this action.");
        return name;
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNoNumberNoFlagOrOutOfRangeIsInvalid(OfficialClient client) {
        Map<String, Object> twice = Map.of("SmartAGId", "sag-1", "Bandwidth", 5);
        Map<String, Object> associate = Map.of("RegionId", REGION, "ApplicationBandwidthPackageId", "abwp-1");
        Map<String, Object> downgrade =
                Map.of("RegionId", REGION, "SmartAGId", world.instances().get(0).id());

        assertThat(invalid(client, LIST, Map.of("PageSize", 51))).isEqualTo("PageSize");
        assertThat(invalid(client, LIST, Map.of("PageNumber", "one"))).isEqualTo("PageNumber");
        assertThat(invalid(client, LIST, Map.of("Status", "Asleep"))).isEqualTo("Status");
        assertThat(invalid(client, LIST, Map.of("SoftwareVersion", "two"))).isEqualTo("SoftwareVersion");
        assertThat(invalid(client, LIST, Map.of("SoftwareVersion", "2.4.0", "VersionComparator", "near")))
                .isEqualTo("VersionComparator");
        assertThat(invalid(client, ASSOCIATE, with(associate, "AssociateConfigs", List.of(twice, twice))))
                .isEqualTo("AssociateConfigs");
        assertThat(invalid(
                        client,
                        ASSOCIATE,
                        with(associate, "AssociateConfigs", List.of(Map.of("SmartAGId", "sag-1", "Bandwidth", 0)))))
                .isEqualTo("AssociateConfigs.1.Bandwidth");
        assertThat(invalid(client, DOWNGRADE, with(with(downgrade, "AutoPay", "maybe"), "BandWidthSpec", 5)))
                .isEqualTo("AutoPay");
        assertThat(invalid(client, DOWNGRADE, with(with(downgrade, "AutoPay", true), "BandWidthSpec", "5 Mbit/s")))
                .isEqualTo("BandWidthSpec");
    }

    @ParameterizedTest
    @EnumSource
    void aTokenOfOtherThanAsciiIsInvalid(OfficialClient client) {
        Map<String, Object> associate = Map.of(
                "RegionId",
                REGION,
                "ApplicationBandwidthPackageId",
                world.planId(TestWorld.HQ),
                "AssociateConfigs",
                List.of(Map.of("SmartAGId", world.instances().get(0).id(), "Bandwidth", 5)));

        assertThat(invalid(client, ASSOCIATE, with(associate, "ClientToken", "令牌")))
                .isEqualTo("ClientToken");
        assertThat(invalid(client, ASSOCIATE, with(associate, "ClientToken", "x".repeat(65))))
                .isEqualTo("ClientToken");
    }

    /** Which parameter the answer finds invalid. */
    private static String invalid(OfficialClient client, String action, Map<String, ?> parameters) {
        ApiAnswer answer = call(client, action, parameters);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).startsWith("Invalid");
        String name = answer.code().substring("Invalid".length());
        assertThat(answer.message()).isEqualTo("Specified parameter " + name + " is not valid.");
        return name;
    }

    private static Map<String, Object> with(Map<String, Object> parameters, String name, Object value) {
        Map<String, Object> more = new HashMap<>(parameters);
        more.put(name, value);
        return more;
    }

    @Test
    void theControlApiWantsItsToken() {
        ControlClient guest = new ControlClient(world.apiPort(), "guessed");

        assertThat(guest.send("GET", "settings", "").statusCode()).isEqualTo(401);
        assertThat(guest.send("PUT", "settings", "{\"versionCheck\":false}").statusCode())
                .isEqualTo(401);
        assertThat(world.control().get("settings").path("versionCheck").asBoolean())
                .isTrue();
    }

    @Test
    void theControlApiSaysWhatItExpects() {
        assertThat(world.control()
                        .send("PUT", "settings", "{\"versionCheck\":1}")
                        .body())
                .contains("versionCheck: 1 (expected: true or false)");
        assertThat(world.control().send("GET", "devices/none", "").statusCode()).isEqualTo(404);
        assertThat(world.control().send("DELETE", "settings", "").statusCode()).isEqualTo(405);
    }

    private static ApiAnswer call(OfficialClient client, String action, Map<String, ?> parameters) {
        return world.api(client).call(action, parameters);
    }
}
