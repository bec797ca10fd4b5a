package dev.sagfleet.simulator.world;

import static dev.sagfleet.simulator.world.TestWorld.REGION;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.simulator.fleet.DeviceBlueprint;
import dev.sagfleet.simulator.fleet.InstanceBlueprint;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The actions that read, on a fleet that nobody changes. */
class DescribeTest {
    @AutoClose
    private static TestWorld world;

    @BeforeAll
    static void start(@TempDir Path directory) {
        world = TestWorld.start(directory);
    }

    @ParameterizedTest
    @EnumSource
    void theRegionsAreListedInEitherLanguage(OfficialClient client) {
        JsonNode chinese = lists(client).body("DescribeRegions", Map.of());
        JsonNode english = lists(client).body("DescribeRegions", Map.of("AcceptLanguage", "en-US"));

        assertThat(region(chinese).path("LocalName").asText()).isEqualTo("华东2（上海）");
        assertThat(region(english).path("LocalName").asText()).isEqualTo("China (Shanghai)");
        assertThat(region(english).path("RegionEndpoint").asText()).isEqualTo("smartag.cn-shanghai.aliyuncs.com");
        assertThat(english.path("Regions").path("Region")).hasSize(10);
    }

    @ParameterizedTest
    @EnumSource
    void pagesLeadToTheEndOfTheListInTheOrderOfTheFile(OfficialClient client) {
        List<String> ids = new ArrayList<>();
        int total;
        int page = 1;
        do {
            JsonNode body = lists(client).gateways(Map.of("PageNumber", page, "PageSize", 50));
            assertThat(body.path("PageNumber").asInt()).isEqualTo(page);
            total = body.path("TotalCount").asInt();
            ids.addAll(Lists.ids(body));
            page++;
        } while (ids.size() < total && page < 10);

        assertThat(ids)
                .containsExactlyElementsOf(
                        world.instances().stream().map(InstanceBlueprint::id).toList());
        assertThat(Lists.ids(lists(client).gateways(Map.of("PageNumber", page, "PageSize", 50))))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aPageHasTenUnlessAskedOtherwise(OfficialClient client) {
        JsonNode body = lists(client).gateways(Map.of());

        assertThat(body.path("PageSize").asInt()).isEqualTo(10);
        assertThat(Lists.ids(body)).hasSize(10);
    }

    @ParameterizedTest
    @EnumSource
    void eachFilterLeavesWhatMatchesIt(OfficialClient client) {
        InstanceBlueprint third = world.instances().get(2);
        List<String> twelve =
                world.instances().stream().limit(12).map(InstanceBlueprint::id).toList();

        assertThat(lists(client).found(Map.of("SmartAGId", third.id()))).containsExactly(third.id());
        assertThat(lists(client).found(Map.of("SmartAGIds", twelve))).containsExactlyElementsOf(twelve);
        assertThat(lists(client).found(Map.of("Name", third.name()))).containsExactly(third.id());
        assertThat(lists(client).found(Map.of("Name", "上海 *&= 分公司"))).isEmpty();
        assertThat(lists(client)
                        .found(Map.of(
                                "SerialNumber", third.devices().get(0).serial().text())))
                .containsExactly(third.id());
        assertThat(lists(client).found(Map.of("Status", "Active")))
                .hasSize(world.instances().size());
        assertThat(lists(client).found(Map.of("Status", "Offline"))).isEmpty();
        assertThat(lists(client).found(Map.of("BusinessState", "Normal")))
                .hasSize(world.instances().size());
        assertThat(lists(client).found(Map.of("BusinessState", "Arrearage"))).isEmpty();
        assertThat(lists(client).found(Map.of("AssociatedCcnId", world.ccnId())))
                .hasSize(world.instances().size());
        assertThat(lists(client).found(Map.of("AssociatedCcnName", world.ccnName())))
                .hasSize(world.instances().size());
        assertThat(lists(client).found(Map.of("AssociatedCcnName", "another"))).isEmpty();
        assertThat(lists(client).found(Map.of("RegionId", "cn-hangzhou"))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void kindsOfInstancesAreToldApart(OfficialClient client) {
        assertThat(lists(client).found(Map.of("InstanceType", "software")))
                .isEqualTo(expected(instance -> instance.model() == DeviceModel.APP));
        assertThat(lists(client).found(Map.of("InstanceType", "hardware")))
                .isEqualTo(expected(instance -> instance.model() != DeviceModel.APP));
        assertThat(lists(client).found(Map.of("HardwareType", "sag-1000")))
                .isEqualTo(expected(instance -> instance.model() == DeviceModel.SAG_1000));
    }

    @ParameterizedTest
    @EnumSource
    void versionsAreComparedAsNumbers(OfficialClient client) {
        assertThat(byVersion(client, "2.4.0", "greater")).isEqualTo(expected(onActive("2.10.0")));
        assertThat(byVersion(client, "2.4.0", "less")).isEqualTo(expected(onActive("2.3.1.1")));
        assertThat(byVersion(client, "2.4", "equals")).isEqualTo(expected(onActive("2.4.0")));
        assertThat(lists(client).found(Map.of("SoftwareVersion", "2.10.0"))).isEqualTo(expected(onActive("2.10.0")));
    }

    @ParameterizedTest
    @EnumSource
    void anInstanceIsDescribedWithItsDevices(OfficialClient client) {
        InstanceBlueprint pair = world.instances().stream()
                .filter(instance -> instance.haType().isPair())
                .findFirst()
                .orElseThrow();

        JsonNode body = lists(client)
                .body("DescribeSmartAccessGatewayAttribute", Map.of("RegionId", REGION, "SmartAGId", pair.id()));

        JsonNode devices = body.path("Devices").path("Device");
        assertThat(body.path("Status").asText()).isEqualTo("Active");
        assertThat(body.path("MaxBandwidth").asText()).isEqualTo("50");
        assertThat(body.path("AssociatedCcnName").asText()).isEqualTo(world.ccnName());
        assertThat(devices).hasSize(2);
        assertThat(devices.path(0).path("SerialNumber").asText())
                .isEqualTo(activeOf(pair).serial().text());
        assertThat(devices.path(0).path("HaState").asText()).isEqualTo("Active");
        assertThat(devices.path(1).path("HaState").asText()).isEqualTo("Standby");
        assertThat(devices.path(1).path("HcState").asText()).isEqualTo("Normal");
        assertThat(devices.path(1).path("SoftwareVersion").asText()).isEqualTo("2.4.0");
    }

    @ParameterizedTest
    @EnumSource
    void aDeviceIsDescribed(OfficialClient client) {
        InstanceBlueprint first = world.instances().get(0);
        String serial = TestWorld.onlySerial(first).text();
        world.awaitInStep(TestWorld.onlySerial(first));

        JsonNode body = lists(client)
                .body(
                        "DescribeSAGDeviceInfo",
                        Map.of("RegionId", REGION, "SmartAGId", first.id(), "SmartAGSn", serial));

        assertThat(body.path("Version").asText()).isEqualTo("2.4.0");
        assertThat(body.path("SmartAGType").asText()).isEqualTo("sag-100wm");
        assertThat(body.path("ControllerState").asText()).isEqualTo("Normal");
        assertThat(body.path("SynStatus").asText()).isEqualTo("Synchronized");
        assertThat(body.path("StartupTime").asText()).matches("\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}:\\d{2}");
    }

    @ParameterizedTest
    @EnumSource
    void whatDoesNotExistIsNotDescribed(OfficialClient client) {
        String instance = world.instances().get(0).id();

        assertThat(call(
                                client,
                                "DescribeSmartAccessGatewayAttribute",
                                Map.of("RegionId", REGION, "SmartAGId", "sag-none"))
                        .error())
                .isEqualTo("400 SAG.InstanceNoFound: The specified SAG instance does not exist.");
        assertThat(call(
                                client,
                                "DescribeSAGDeviceInfo",
                                Map.of("RegionId", REGION, "SmartAGId", instance, "SmartAGSn", "sag0none"))
                        .error())
                .isEqualTo("400 Sag.DeviceNotExist: The specified device does not exist.");
    }

    @ParameterizedTest
    @EnumSource
    void plansAreListedSomeAtATime(OfficialClient client) {
        JsonNode first = lists(client).plans(Map.of("MaxResults", 2));
        JsonNode second = lists(client)
                .plans(Map.of(
                        "MaxResults", 2, "NextToken", first.path("NextToken").asText()));

        assertThat(Lists.names(first)).containsExactly(world.planName(TestWorld.HQ), "branches");
        assertThat(Lists.names(second)).containsExactly("spare");
        assertThat(second.path("NextToken").asText()).isEmpty();
        assertThat(first.path("TotalCount").asInt()).isEqualTo(3);
        assertThat(first.path("ApplicationBandwidthPackages")
                        .path(0)
                        .path("ApplicationBandwidthPackageBillingConfig")
                        .path("Bandwidth")
                        .asInt())
                .isEqualTo(100);
    }

    @ParameterizedTest
    @EnumSource
    void plansAreFiltered(OfficialClient client) {
        String name = world.planName(TestWorld.HQ);
        List<String> ids = List.of(world.planId(TestWorld.SPARE), world.planId(TestWorld.BRANCHES));

        assertThat(Lists.names(lists(client).plans(Map.of("ApplicationBandwidthPackageName", name))))
                .containsExactly(name);
        assertThat(Lists.names(lists(client).plans(Map.of("ApplicationBandwidthPackageIds", ids))))
                .containsExactly("branches", "spare");
        assertThat(Lists.names(lists(client).plans(Map.of("ApplicationBandwidthPackageBusinessStatus", "Abnormal"))))
                .isEmpty();
    }

    private static ApiAnswer call(OfficialClient client, String action, Map<String, ?> parameters) {
        return world.api(client).call(action, parameters);
    }

    private static JsonNode region(JsonNode regions) {
        JsonNode list = regions.path("Regions").path("Region");
        int index = Lists.texts(list, "RegionId").indexOf(REGION);
        return list.path(index);
    }

    /** Either box of a mixed pair may be the active one, whichever came online first. */
    private static Predicate<InstanceBlueprint> onActive(String version) {
        return instance -> instance.model() != DeviceModel.APP
                && activeOf(instance).version().toString().equals(version);
    }

    private static DeviceBlueprint activeOf(InstanceBlueprint instance) {
        return instance.devices().stream()
                .filter(device ->
                        world.device(device.serial()).path("role").asText().equals("active"))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> expected(Predicate<InstanceBlueprint> wished) {
        return world.instances().stream()
                .filter(wished)
                .map(InstanceBlueprint::id)
                .toList();
    }

    private static Lists lists(OfficialClient client) {
        return new Lists(world.api(client));
    }

    private static List<String> byVersion(OfficialClient client, String version, String comparator) {
        return lists(client).found(Map.of("SoftwareVersion", version, "VersionComparator", comparator));
    }
}
