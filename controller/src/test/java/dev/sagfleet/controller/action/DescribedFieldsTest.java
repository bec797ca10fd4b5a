package dev.sagfleet.controller.action;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.Refusal;
import dev.sagfleet.controller.inventory.Administration;
import dev.sagfleet.controller.inventory.HaType;
import dev.sagfleet.controller.inventory.StoredInventory;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the reads answer: documented fields of the documented types only, and what stands in them. */
class DescribedFieldsTest {
    /** Documented for an instance by both actions. Source: the response models of the official SDK. */
    private static final String INSTANCE_TEXTS =
            """
            AccessPointId ApplicationBandwidthPackageId AssociatedCcnId AssociatedCcnName CidrBlock City Description
            IpsecStatus MaxBandwidth Name Position ResellerInstanceId ResellerUid ResourceGroupId RoutingStrategy
            SerialNumber SmartAGId Status VpnStatus
            """;

    private static final String INSTANCE_NUMBERS =
            "AccelerateBandwidth CreateTime DataPlan EndTime SecurityLockThreshold UpBandwidth4G UpBandwidthWan UserCount";

    private static final String LIST_TEXTS = INSTANCE_TEXTS
            + """
            AclIds BackupSoftwareVersion BackupStatus DpiMonitorStatus DpiStatus EnterpriseCode HardwareVersion IRIds
            IdaasApplicationId IdaasId Isp QosIds SoftwareVersion
            """;

    private static final String ATTRIBUTE_TEXTS = INSTANCE_TEXTS
            + """
            ApplicationBandwidthPackageBussinessStatus ApplicationBandwidthPackageName
            ApplicationBandwidthPackageOperationLocks.LockReason ApplicationBandwidthPackageOperationLocks.LockType
            BackupBoxControllerIp BoxControllerIp Devices.Device.DpiSignatureDbVersion Devices.Device.HaState
            Devices.Device.HcState Devices.Device.MonitorVersion Devices.Device.SecretKey Devices.Device.SerialNumber
            Devices.Device.SoftwareVersion InstanceType TrafficMasterSn
            """;

    private static final String DEVICE_TEXTS =
            """
            ControllerState LastConnectedControllerTime ResettableStatus ServiceIP SmartAGType StartupTime SynStatus
            Version VpnState
            """;

    private CalledApi api;

    /** A pair of which the active box is online and associated, and an app instance. */
    @BeforeEach
    void open(@TempDir Path directory) {
        api = new CalledApi(directory, CalledApi.LONG_WAIT);
        api.inventory()
                .register(StoredInventory.instance("sag-1", DeviceModel.SAG_100WM, HaType.COLD_BACKUP), "box1", "box2");
        api.inventory().connect("box1", "2.4.0");
        api.inventory().connect("box2", "2.4.1");
        api.inventory().disconnect("box2");
        api.inventory()
                .register(StoredInventory.instance("sag-app", DeviceModel.APP, HaType.NO_BACKUP), "app1", "app2");
    }

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void anInstanceInTheListHasDocumentedFieldsOnly() {
        associate();
        ObjectNode list = api.call("DescribeSmartAccessGateways").fields();

        assertThat(leaves(list.deepCopy().without("SmartAccessGateways")))
                .containsExactlyInAnyOrder("PageNumber:number", "PageSize:number", "TotalCount:number");
        for (JsonNode instance : list.path("SmartAccessGateways").path("SmartAccessGateway")) {
            assertDocumented(instance, LIST_TEXTS, INSTANCE_NUMBERS, "Links.Link");
        }
    }

    @Test
    void theAttributesOfAnInstanceAreDocumentedFieldsOnly() {
        associate();
        api.inventory().change(transaction -> Administration.lockPlan(transaction, "abwp-1", Optional.of("financial")));

        for (String instanceId : new String[] {"sag-1", "sag-app"}) {
            assertDocumented(
                    attribute(instanceId),
                    ATTRIBUTE_TEXTS,
                    INSTANCE_NUMBERS,
                    "AclIds.AclId FlowLogIds.FlowLogId IRIds.IRId QosIds.QosId Links.Link Devices.Device");
        }
    }

    @Test
    void theAttributesSayWhatTheInstanceIs() {
        associate();
        api.inventory().change(transaction -> Administration.lockPlan(transaction, "abwp-1", Optional.of("financial")));

        ObjectNode fields = attribute("sag-1");

        assertThat(fields.path("Status").textValue()).isEqualTo("Active");
        assertThat(fields.path("InstanceType").textValue()).isEqualTo("sag-100wm");
        assertThat(fields.path("MaxBandwidth").textValue()).isEqualTo("50");
        assertThat(fields.path("SerialNumber").textValue()).isEqualTo("box1,box2");
        assertThat(fields.path("AssociatedCcnId").textValue()).isEqualTo("ccn-1");
        assertThat(fields.path("AssociatedCcnName").textValue()).isEqualTo("office");
        assertThat(fields.path("CreateTime").longValue()).isEqualTo(StoredInventory.NOW);
        assertThat(fields.path("VpnStatus").textValue()).isEqualTo("up");
        assertThat(fields.path("ApplicationBandwidthPackageId").textValue()).isEqualTo("abwp-1");
        assertThat(fields.path("ApplicationBandwidthPackageName").textValue()).isEqualTo("name of abwp-1");
        assertThat(fields.path("ApplicationBandwidthPackageBussinessStatus").textValue())
                .isEqualTo("Abnormal");
        assertThat(fields.path("ApplicationBandwidthPackageOperationLocks").toString())
                .isEqualTo("{\"LockReason\":\"financial\",\"LockType\":\"FinancialLocked\"}");
        assertThat(fields.path("AccelerateBandwidth").longValue()).isEqualTo(10);
        assertThat(fields.path("Devices").toString())
                .isEqualTo("{\"Device\":[{\"SerialNumber\":\"box1\",\"SoftwareVersion\":\"2.4.0\","
                        + "\"HaState\":\"Active\",\"HcState\":\"Normal\"},{\"SerialNumber\":\"box2\","
                        + "\"SoftwareVersion\":\"2.4.1\",\"HaState\":\"Standby\",\"HcState\":\"Abnormal\"}]}");
    }

    @Test
    void anAppInstanceHasUsersAndNoBoxes() {
        ObjectNode fields = attribute("sag-app");

        assertThat(fields.path("InstanceType").textValue()).isEqualTo("sag-software");
        assertThat(fields.path("UserCount").intValue()).isEqualTo(5);
        assertThat(fields.path("DataPlan").intValue()).isEqualTo(5);
        assertThat(fields.path("SerialNumber").textValue()).isEmpty();
        assertThat(fields.path("Devices").toString()).isEqualTo("{\"Device\":[]}");
        assertThat(fields.path("ApplicationBandwidthPackageId").textValue()).isEmpty();
    }

    @Test
    void aDeviceIsDescribedWithItsConnectionAndItsTimesInUtc() {
        ObjectNode fields = device("box1");

        assertDocumented(fields, DEVICE_TEXTS, "", "");
        assertThat(fields.path("SmartAGType").textValue()).isEqualTo("sag-100wm");
        assertThat(fields.path("Version").textValue()).isEqualTo("2.4.0");
        assertThat(fields.path("ControllerState").textValue()).isEqualTo("Normal");
        assertThat(fields.path("StartupTime").textValue()).isEqualTo("2023-11-14 22:13:20");
        assertThat(device("box2").path("ControllerState").textValue()).isEqualTo("Abnormal");
    }

    @Test
    void aDeviceIsSynchronizedOnceItHasAnsweredAllAndUnsynchronizedIfItRefused() {
        api.inventory().registerOnline("sag-2", "box3", "2.4.0");
        assertThat(synStatus()).isEqualTo("Synchronizing");

        var first = api.inventory().desired("box3", Aspect.BANDWIDTH);
        api.answer("box3", first, Optional.empty());
        api.awaitCommits();
        assertThat(synStatus()).isEqualTo("Synchronized");

        api.answer("box3", first, Optional.of(new Refusal(Refusal.Reason.BANDWIDTH_OUT_OF_RANGE, "1", "2")));
        api.awaitCommits();
        assertThat(synStatus()).isEqualTo("Unsynchronized");
    }

    @Test
    void whatIsNotThereOrHasNoBoxesIsSaidSo() {
        String noInstance = "The specified SAG instance does not exist.";
        api.assertError(
                400,
                "SAG.InstanceNoFound",
                noInstance,
                "DescribeSmartAccessGatewayAttribute",
                "RegionId",
                "cn-hangzhou",
                "SmartAGId",
                "sag-1");
        api.assertError(400, "SAG.InstanceNoFound", noInstance, "DescribeSAGDeviceInfo", device("sag-none", "box1"));
        api.assertError(
                400,
                "SAG.SoftwareNotSupport",
                "The specified SAG software edition instance does not support ACL.",
                "DescribeSAGDeviceInfo",
                device("sag-app", "app1"));
        api.assertError(
                400,
                "Sag.DeviceNotExist",
                "The specified device does not exist.",
                "DescribeSAGDeviceInfo",
                device("sag-1", "app1"));
    }

    @Test
    void regionsHaveNamesInTwoLanguages() {
        JsonNode chinese = api.call("DescribeRegions").fields();
        JsonNode english =
                api.call("DescribeRegions", "AcceptLanguage", "en-US").fields();

        assertDocumented(
                chinese, "Regions.Region.RegionId Regions.Region.LocalName Regions.Region.RegionEndpoint", "", "");
        assertThat(chinese.path("Regions").path("Region")).hasSize(10);
        assertThat(english.path("Regions").path("Region").path(1).toString())
                .isEqualTo("{\"RegionId\":\"cn-shanghai\",\"LocalName\":\"China (Shanghai)\","
                        + "\"RegionEndpoint\":\"smartag.cn-shanghai.aliyuncs.com\"}");
    }

    private void associate() {
        api.silence("box1");
        var call = api.start(
                "AssociateSmartAGWithApplicationBandwidthPackage",
                "RegionId",
                "cn-shanghai",
                "ApplicationBandwidthPackageId",
                "abwp-1",
                "AssociateConfigs.1.SmartAGId",
                "sag-1",
                "AssociateConfigs.1.Bandwidth",
                "10");
        api.awaitCommits();
        assertThat(call.toCompletableFuture()).isNotDone();
    }

    private ObjectNode attribute(String instanceId) {
        return api.call("DescribeSmartAccessGatewayAttribute", "RegionId", "cn-shanghai", "SmartAGId", instanceId)
                .fields();
    }

    private ObjectNode device(String serial) {
        return api.call("DescribeSAGDeviceInfo", device("sag-1", serial)).fields();
    }

    private String synStatus() {
        return api.call("DescribeSAGDeviceInfo", device("sag-2", "box3"))
                .fields()
                .path("SynStatus")
                .textValue();
    }

    private static String[] device(String instanceId, String serial) {
        return new String[] {"RegionId", "cn-shanghai", "SmartAGId", instanceId, "SmartAGSn", serial};
    }

    private static void assertDocumented(JsonNode fields, String texts, String numbers, String lists) {
        Set<String> documented = new TreeSet<>();
        add(texts, "text", documented);
        add(numbers, "number", documented);
        add(lists, "list", documented);
        assertThat(leaves(fields)).isNotEmpty().isSubsetOf(documented);
    }

    private static void add(String names, String type, Set<String> documented) {
        names.strip()
                .lines()
                .flatMap(line -> Stream.of(line.split(" ", -1)))
                .forEach(name -> documented.add(name + ':' + type));
    }

    /** The path and type of each value in an answer; the items of a list have the path of the list. */
    private static Set<String> leaves(JsonNode node) {
        Set<String> found = new TreeSet<>();
        collect(node, "", found);
        return found;
    }

    private static void collect(JsonNode node, String path, Set<String> found) {
        if (node.isObject()) {
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                collect(field.getValue(), path.isEmpty() ? field.getKey() : path + '.' + field.getKey(), found);
            }
        } else if (node.isArray()) {
            if (node.isEmpty()) {
                found.add(path + ":list");
            }
            node.forEach(item -> collect(item, path, found));
        } else {
            found.add(path + (node.isTextual() ? ":text" : node.isNumber() ? ":number" : ":" + node.getNodeType()));
        }
    }
}
