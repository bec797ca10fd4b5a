package dev.sagfleet.controller.action;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.controller.inventory.HaType;
import dev.sagfleet.controller.inventory.StoredInventory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The filters and pages of DescribeSmartAccessGateways and ListApplicationBandwidthPackages. */
class InstanceListTest {
    private CalledApi api;

    @BeforeEach
    void open(@TempDir Path directory) {
        api = new CalledApi(directory, CalledApi.LONG_WAIT);
        StoredInventory inventory = api.inventory();
        inventory.registerOnline("sag-new", "new1", "2.10.0");
        inventory.registerOnline("sag-mid", "mid1", "2.4.0");
        inventory.registerOnline("sag-old", "old1", "2.3.1.1");
        inventory.register(StoredInventory.instance("sag-off", DeviceModel.SAG_100WM, HaType.NO_BACKUP), "off1");
        inventory.register(StoredInventory.instance("sag-app", DeviceModel.APP, HaType.NO_BACKUP), "app1");
        inventory.connect("app1", "2.4.0");
        inventory.register(StoredInventory.instance("sag-debt", DeviceModel.SAG_100WM, HaType.NO_BACKUP)
                .withArrears(true));
        inventory.register(StoredInventory.instance("sag-unbound", DeviceModel.SAG_100WM, HaType.NO_BACKUP)
                .withCcn(Optional.empty()));
    }

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void withoutFiltersEverythingIsListed() {
        assertThat(list()).hasSize(7);
        assertThat(list("RegionId", "cn-shanghai", "Name", "", "CanAssociateQos", "true"))
                .hasSize(7);
        assertThat(list("RegionId", "cn-hangzhou")).isEmpty();
    }

    @Test
    void instancesAreFoundByWhatTheyAreCalled() {
        assertThat(list("SmartAGId", "sag-mid")).containsExactly("sag-mid");
        assertThat(list("SmartAGIds.1", "sag-old", "SmartAGIds.2", "sag-new", "SmartAGIds.3", "sag-none"))
                .containsExactlyInAnyOrder("sag-old", "sag-new");
        assertThat(list("Name", "name of sag-mid")).containsExactly("sag-mid");
        assertThat(list("SerialNumber", "off1")).containsExactly("sag-off");
        assertThat(list("SerialNumber", "nobody")).isEmpty();
    }

    @Test
    void instancesAreFoundByTheirState() {
        assertThat(list("Status", "Active")).containsExactlyInAnyOrder("sag-new", "sag-mid", "sag-old", "sag-app");
        assertThat(list("Status", "ACTIVE")).hasSize(4);
        assertThat(list("Status", "Offline")).containsExactly("sag-off");
        assertThat(list("Status", "Received")).containsExactly("sag-unbound");
        assertThat(list("Status", "Arrearage")).containsExactly("sag-debt");
        assertThat(list("Status", "Ordered")).isEmpty();
        assertThat(list("Status", "init")).isEmpty();
        assertThat(list("BusinessState", "Arrearage")).containsExactly("sag-debt");
        assertThat(list("BusinessState", "Normal")).hasSize(6);
    }

    @Test
    void instancesAreFoundByTheirKind() {
        assertThat(list("InstanceType", "software")).containsExactly("sag-app");
        assertThat(list("InstanceType", "hardware")).hasSize(6);
        assertThat(list("HardwareType", "sag-1000")).containsExactlyInAnyOrder("sag-new", "sag-mid", "sag-old");
        assertThat(list("HardwareType", "sag-100wm")).containsExactlyInAnyOrder("sag-off", "sag-debt", "sag-unbound");
    }

    @Test
    void instancesAreFoundByTheirNetwork() {
        assertThat(list("AssociatedCcnId", "ccn-1")).hasSize(6).doesNotContain("sag-unbound");
        assertThat(list("AssociatedCcnName", "office")).hasSize(6);
        assertThat(list("AssociatedCcnId", "ccn-none")).isEmpty();
    }

    @Test
    void whatNoInstanceHasFindsNone() {
        assertThat(list("AclIds", "acl-1")).isEmpty();
        assertThat(list("CanAssociateQos", "false")).isEmpty();
        assertThat(list("ResourceGroupId", "rg-other")).isEmpty();
        assertThat(list("ResourceGroupId", "rg-default")).hasSize(7);
    }

    @Test
    void versionsAreComparedPartByPartAsNumbers() {
        assertThat(list("SoftwareVersion", "2.4.0", "VersionComparator", "greater"))
                .containsExactly("sag-new");
        assertThat(list("SoftwareVersion", "2.4.0", "VersionComparator", "less"))
                .containsExactly("sag-old");
        assertThat(list("SoftwareVersion", "2.4", "VersionComparator", "equals"))
                .containsExactly("sag-mid");
        assertThat(list("SoftwareVersion", "2.4.0")).containsExactly("sag-mid");
        assertThat(list("VersionComparator", "less")).hasSize(7);
    }

    @Test
    void filtersAddUp() {
        assertThat(list("Status", "Active", "HardwareType", "sag-1000", "SoftwareVersion", "2.4.0"))
                .containsExactly("sag-mid");
        assertThat(list("Status", "Offline", "SmartAGId", "sag-mid")).isEmpty();
    }

    @Test
    void pagesCoverEverythingOnceAndSayHowMuchThereIs() {
        List<String> seen = new ArrayList<>();
        for (String page : List.of("1", "2", "3", "4")) {
            ObjectNode fields = api.call("DescribeSmartAccessGateways", "PageNumber", page, "PageSize", "3")
                    .fields();
            assertThat(fields.path("TotalCount").intValue()).isEqualTo(7);
            assertThat(fields.path("PageNumber").intValue()).isEqualTo(Integer.parseInt(page));
            assertThat(fields.path("PageSize").intValue()).isEqualTo(3);
            seen.addAll(ids(fields));
        }
        assertThat(seen).containsExactlyElementsOf(list());
    }

    @Test
    void aPageHasTenRowsUnlessAskedOtherwise() {
        for (int i = 0; i < 5; i++) {
            api.inventory().register(StoredInventory.instance("sag-more-" + i, DeviceModel.SAG_1000, HaType.NO_BACKUP));
        }
        assertThat(list()).hasSize(10);
        assertThat(list("PageSize", "50")).hasSize(12);
    }

    @Test
    void plansAreListedSomeAtATime() {
        ObjectNode first = plans("MaxResults", "2");
        assertThat(planIds(first)).containsExactly("abwp-1", "abwp-2");
        assertThat(first.path("TotalCount").intValue()).isEqualTo(3);
        assertThat(first.path("MaxResults").intValue()).isEqualTo(2);

        ObjectNode last =
                plans("MaxResults", "2", "NextToken", first.path("NextToken").textValue());
        assertThat(planIds(last)).containsExactly("abwp-locked");
        assertThat(last.path("NextToken").textValue()).isEmpty();
        assertThat(planIds(plans("NextToken", "99"))).isEmpty();
    }

    @Test
    void plansAreFoundByEachFilter() {
        assertThat(planIds(plans())).hasSize(3);
        assertThat(planIds(
                        plans("ApplicationBandwidthPackageIds.1", "abwp-2", "ApplicationBandwidthPackageIds.2", "x")))
                .containsExactly("abwp-2");
        assertThat(planIds(plans("ApplicationBandwidthPackageName", "name of abwp-1")))
                .containsExactly("abwp-1");
        assertThat(planIds(plans("ApplicationBandwidthPackageStatus", "Effecting")))
                .isEmpty();
        assertThat(planIds(plans("ApplicationBandwidthPackageStatus", "Effected")))
                .hasSize(3);
        assertThat(planIds(plans("ApplicationBandwidthPackageBusinessStatus", "Abnormal")))
                .containsExactly("abwp-locked");
        assertThat(planIds(plans("ApplicationBandwidthPackageBusinessStatus", "Normal")))
                .hasSize(2);
        assertThat(planIds(plans("ResourceGroupId", "rg-other"))).isEmpty();
    }

    @Test
    void aPlanSaysWhatItIs() {
        JsonNode plan = plans("ApplicationBandwidthPackageIds.1", "abwp-locked")
                .path("ApplicationBandwidthPackages")
                .path(0);

        assertThat(plan.path("ApplicationBandwidthPackageBussinessStatus").textValue())
                .isEqualTo("Abnormal");
        assertThat(plan.path("ApplicationBandwidthPackageBillingConfig").toString())
                .isEqualTo("{\"Bandwidth\":50,\"PayType\":\"PrePay\"}");
        assertThat(plan.path("ApplicationBandwidthPackageOperationLocks").toString())
                .isEqualTo("[{\"LockReason\":\"financial\",\"LockType\":\"FinancialLocked\"}]");
    }

    @Test
    void planFiltersThatAreMalformedAreNamed() {
        for (String[] filter : List.of(
                new String[] {"MaxResults", "101"},
                new String[] {"MaxResults", "0"},
                new String[] {"NextToken", "next"},
                new String[] {"ApplicationBandwidthPackageStatus", "effected"},
                new String[] {"ApplicationBandwidthPackageBusinessStatus", "Fine"})) {
            api.assertInvalid(
                    filter[0], "ListApplicationBandwidthPackages", "RegionId", "cn-shanghai", filter[0], filter[1]);
        }
    }

    private List<String> list(String... filters) {
        ObjectNode fields = api.call("DescribeSmartAccessGateways", filters).fields();
        List<String> ids = ids(fields);
        assertThat(fields.path("TotalCount").intValue()).isGreaterThanOrEqualTo(ids.size());
        return ids;
    }

    private static List<String> ids(ObjectNode fields) {
        return fields.path("SmartAccessGateways").path("SmartAccessGateway").findValuesAsText("SmartAGId");
    }

    private ObjectNode plans(String... filters) {
        List<String> all = new ArrayList<>(List.of("RegionId", "cn-shanghai"));
        all.addAll(List.of(filters));
        return api.call("ListApplicationBandwidthPackages", all.toArray(String[]::new))
                .fields();
    }

    private static List<String> planIds(ObjectNode fields) {
        return fields.path("ApplicationBandwidthPackages").findValuesAsText("ApplicationBandwidthPackageId");
    }
}
