package dev.sagfleet.simulator.world;

import static dev.sagfleet.simulator.world.TestWorld.REGION;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sagfleet.agent.protocol.Associate;
import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.DestinationPattern;
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

/** Plans from purchase to use: bought, made larger, divided by rules and used by devices. */
class PlanTest {
    private static final String PEAK = "UpdateSmartAGAccelerateConfig";

    @AutoClose
    private static TestWorld world;

    @BeforeAll
    static void start(@TempDir Path directory) {
        world = TestWorld.start(directory);
    }

    @ParameterizedTest
    @EnumSource
    void aPlanThatIsBoughtAndMadeLargerCarriesADevice(OfficialClient client) {
        InstanceBlueprint branch = world.takeBranch();
        String planId = buy(client, 10);

        assertThat(new Calls(world.api(client))
                        .associate(planId, branch.id(), 11)
                        .code())
                .isEqualTo("OperationDenied.BandwidthExceeded");
        succeed(client, "UpdateApplicationBandwidthPackageBillingConfig", plan(planId, Map.of("Bandwidth", 11)));
        assertThat(new Calls(world.api(client))
                        .associate(planId, branch.id(), 11)
                        .status())
                .isEqualTo(200);

        assertThat(limitOf(branch)).isEqualTo(Bandwidth.ofMegabits(11));
        JsonNode attribute = succeed(client, "GetApplicationBandwidthPackageAttribute", plan(planId, Map.of()));
        assertThat(attribute.path("ApplicationBandwidthPackageName").asText()).isEqualTo("门店-shops_1");
        assertThat(attribute
                        .path("ApplicationBandwidthPackageBillingConfig")
                        .path("Bandwidth")
                        .asInt())
                .isEqualTo(11);
    }

    @ParameterizedTest
    @EnumSource
    void aDeviceFollowsAnotherPeak(OfficialClient client) {
        InstanceBlueprint branch = world.takeBranch();
        String planId = world.planId(TestWorld.BRANCHES);
        new Calls(world.api(client)).associate(planId, branch.id(), 10);

        succeed(client, PEAK, peak(branch, 3));
        assertThat(limitOf(branch)).isEqualTo(Bandwidth.ofMegabits(3));
        succeed(client, PEAK, peak(branch, 50));
        assertThat(limitOf(branch)).isEqualTo(Bandwidth.ofMegabits(50));

        assertThat(call(client, PEAK, peak(branch, 51)).error())
                .isEqualTo("400 OperationDenied.BandwidthExceeded:"
                        + " The total bandwidth exceeds the limit. The operation is denied.");
        assertThat(TestWorld.isInStep(world.device(TestWorld.onlySerial(branch))))
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void aPeakThatADeviceRefusesIsTakenBack(OfficialClient client) {
        InstanceBlueprint branch = world.takeBranch();
        SerialNumber serial = TestWorld.onlySerial(branch);
        new Calls(world.api(client)).associate(world.planId(TestWorld.BRANCHES), branch.id(), 10);
        world.setFirmware(serial, "2.3.9");
        world.control().put("settings", "{\"versionCheck\":false}");

        ApiAnswer answer = call(client, PEAK, peak(branch, 20));

        world.control().put("settings", "{\"versionCheck\":true}");
        assertThat(answer.code()).isEqualTo("UnsupportedFeature.ApplicationAccelerate");
        assertThat(answer.detail().orElseThrow()).contains("2.3.9").contains("the device refused");
        assertThat(world.instance(branch.id())
                        .path("acceleration")
                        .path("bandwidthMbps")
                        .asInt())
                .isEqualTo(10);
    }

    @ParameterizedTest
    @EnumSource
    void rulesDivideAPlan(OfficialClient client) {
        String planId = buy(client, 20);
        JsonNode regions = succeed(client, "ListServiceRegions", Map.of("RegionId", REGION));
        String serviceRegion =
                regions.path("ServiceRegions").path(0).path("ServiceRegionId").asText();
        JsonNode offered = succeed(
                client,
                "ListAccelerateApplications",
                Map.of("RegionId", REGION, "ServiceRegionId", serviceRegion, "ApplicationType", "Meeting"));
        String application = offered.path("AccelerateApplications")
                .path(0)
                .path("ApplicationName")
                .asText();
        Map<String, Object> rule =
                Map.of("ServiceRegionId", serviceRegion, "Bandwidth", 15, "Applications", "[\"" + application + "\"]");

        String ruleId = succeed(client, "CreateApplicationAccelerationRule", plan(planId, rule))
                .path("ApplicationAccelerateRuleId")
                .asText();
        assertThat(call(client, "CreateApplicationAccelerationRule", plan(planId, rule))
                        .code())
                .isEqualTo("ResourceAlreadyExists.ApplicationAccelerateRule");
        updateRule(client, ruleId, 20, "SAP");
        assertThat(call(client, "CreateApplicationAccelerationRule", plan(planId, rule))
                        .code())
                .isEqualTo("OperationDenied.BandwidthExceeded");

        JsonNode rules = succeed(client, "ListApplicationAccelerateRules", plan(planId, Map.of()));
        assertThat(rules.path("TotalCount").asInt()).isEqualTo(1);
        JsonNode listed = rules.path("ApplicationAccelerateRules").path(0);
        assertThat(listed.path("ApplicationAccelerateRuleId").asText()).isEqualTo(ruleId);
        assertThat(listed.path("ServiceRegionId").asText()).isEqualTo(serviceRegion);
        assertThat(listed.path("Bandwidth").asInt()).isEqualTo(20);
        assertThat(listed.path("Applications").toString()).isEqualTo("[\"SAP\"]");
    }

    @ParameterizedTest
    @EnumSource
    void devicesOfThePlanFollowItsRules(OfficialClient client) {
        String planId = buy(client, 20);
        Map<String, Object> zoom =
                Map.of("ServiceRegionId", "eu-central-1", "Bandwidth", 5, "Applications", "[\"Zoom\"]");
        String ruleId = succeed(client, "CreateApplicationAccelerationRule", plan(planId, zoom))
                .path("ApplicationAccelerateRuleId")
                .asText();
        InstanceBlueprint branch = world.takeBranch();

        new Calls(world.api(client)).associate(planId, branch.id(), 10);
        assertThat(destinationsOf(branch)).containsExactly("zoom.us:443", "*.zoom.us:443");

        Map<String, Object> sap =
                Map.of("ServiceRegionId", "us-west-1", "Bandwidth", 5, "Applications", "[\"SAP\", \"Zoom\"]");
        succeed(client, "CreateApplicationAccelerationRule", plan(planId, sap));
        Await.until(
                () -> destinationsOf(branch),
                found -> found.equals(List.of("zoom.us:443", "*.zoom.us:443", "*.sap.com:443", "*.ondemand.com:443")));

        updateRule(client, ruleId, 5, "Webex");
        Await.until(() -> destinationsOf(branch), found -> found.get(0).equals("*.webex.com:443"));
        JsonNode shown = world.awaitInStep(TestWorld.onlySerial(branch));
        assertThat(shown.path("desired")
                        .path("acceleration")
                        .path("destinations")
                        .path(0)
                        .asText())
                .isEqualTo("*.webex.com:443");
    }

    /** One device that is too old must not keep all others from their rules. */
    @ParameterizedTest
    @EnumSource
    void aDeviceThatIsTooOldLearnsARuleWithItsNextFirmware(OfficialClient client) {
        String planId = buy(client, 20);
        InstanceBlueprint branch = world.takeBranch();
        SerialNumber serial = TestWorld.onlySerial(branch);
        new Calls(world.api(client)).associate(planId, branch.id(), 10);
        world.setFirmware(serial, "2.3.9");

        Map<String, Object> zoom =
                Map.of("ServiceRegionId", "eu-central-1", "Bandwidth", 5, "Applications", "[\"Zoom\"]");
        succeed(client, "CreateApplicationAccelerationRule", plan(planId, zoom));
        Await.until(() -> world.device(serial), seen -> seen.path("reported")
                .path("acceleration")
                .path("state")
                .asText()
                .equals("refused"));
        assertThat(destinationsOf(branch)).isEmpty();

        world.setFirmware(serial, "2.4.1");
        world.awaitInStep(serial);
        assertThat(destinationsOf(branch)).containsExactly("zoom.us:443", "*.zoom.us:443");
    }

    private static List<String> destinationsOf(InstanceBlueprint instance) {
        return world.stateOf(TestWorld.onlySerial(instance)).association().orElseThrow().destinations().stream()
                .map(DestinationPattern::toString)
                .toList();
    }

    private static String buy(OfficialClient client, int megabits) {
        return succeed(
                        client,
                        "CreateApplicationBandwidthPackage",
                        Map.of(
                                "RegionId",
                                REGION,
                                "ApplicationBandwidthPackageName",
                                "门店-shops_1",
                                "ApplicationBandwidthPackageBillingConfig",
                                Map.of("Bandwidth", megabits, "PricingCycle", "Month", "Period", 1, "AutoPay", true)))
                .path("ApplicationBandwidthPackageId")
                .asText();
    }

    private static Map<String, Object> plan(String planId, Map<String, ?> more) {
        Map<String, Object> parameters = new HashMap<>(more);
        parameters.put("RegionId", REGION);
        parameters.put("ApplicationBandwidthPackageId", planId);
        return parameters;
    }

    private static Map<String, Object> peak(InstanceBlueprint instance, int megabits) {
        return Map.of("RegionId", REGION, "SmartAGId", instance.id(), "Bandwidth", megabits);
    }

    private static Bandwidth limitOf(InstanceBlueprint instance) {
        return world.stateOf(TestWorld.onlySerial(instance))
                .association()
                .map(Associate::limit)
                .orElseThrow();
    }

    private static void updateRule(OfficialClient client, String ruleId, int megabits, String application) {
        succeed(
                client,
                "UpdateApplicationAccelerateRuleAttribute",
                Map.of(
                        "RegionId",
                        REGION,
                        "ApplicationAccelerateRuleId",
                        ruleId,
                        "Bandwidth",
                        megabits,
                        "Applications",
                        "[\"" + application + "\"]"));
    }

    private static JsonNode succeed(OfficialClient client, String action, Map<String, ?> parameters) {
        ApiAnswer answer = call(client, action, parameters);
        assertThat(answer.status()).as(answer.error()).isEqualTo(200);
        return answer.body();
    }

    private static ApiAnswer call(OfficialClient client, String action, Map<String, ?> parameters) {
        return world.api(client).call(action, parameters);
    }
}
