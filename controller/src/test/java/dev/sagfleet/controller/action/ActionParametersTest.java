package dev.sagfleet.controller.action;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each action says of parameters that are missing or malformed, in the order in which it looks. */
class ActionParametersTest {
    private static final String ASSOCIATE = "AssociateSmartAGWithApplicationBandwidthPackage";
    private static final String DISSOCIATE = "DissociateSmartAGFromApplicationBandwidthPackage";

    private CalledApi api;

    @BeforeEach
    void open(@TempDir Path directory) {
        api = new CalledApi(directory, CalledApi.LONG_WAIT);
        api.registerApplying("sag-1", "box1");
    }

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void anActionThatDoesNotExistIsNotFound() {
        api.assertError(
                404,
                "InvalidApi.NotFound",
                "Specified api is not found, please check your url and method.",
                "DeleteEverything");
    }

    @Test
    void associateNamesTheFirstThatIsMissing() {
        api.assertMissing("RegionId", ASSOCIATE);
        api.assertMissing("ApplicationBandwidthPackageId", ASSOCIATE, "RegionId", "cn-shanghai");
        api.assertMissing("AssociateConfigs", ASSOCIATE, plan());
        api.assertMissing(
                "AssociateConfigs.1.SmartAGId", ASSOCIATE, plan("AssociateConfigs.1.Bandwidth", "5", "DryRun", "x"));
        api.assertMissing("AssociateConfigs.1.Bandwidth", ASSOCIATE, plan("AssociateConfigs.1.SmartAGId", "sag-1"));
        api.assertMissing(
                "AssociateConfigs.1.Bandwidth",
                ASSOCIATE,
                plan("AssociateConfigs.1.SmartAGId", "sag-1", "AssociateConfigs.1.Bandwidth", ""));
    }

    @Test
    void associateNamesWhatIsMalformed() {
        for (String bandwidth : List.of("0", "-5", "1.5", "2147483648", "five", " 5")) {
            api.assertInvalid("AssociateConfigs.1.Bandwidth", ASSOCIATE, configs("sag-1", bandwidth));
        }
        api.assertInvalid("AssociateConfigs", ASSOCIATE, plan("AssociateConfigs.2.SmartAGId", "sag-1"));
        api.assertInvalid("DryRun", ASSOCIATE, configs("sag-1", "5", "DryRun", "yes"));
    }

    @Test
    void associateTakesUpToAHundredDifferentInstances() {
        api.assertInvalid(
                "AssociateConfigs",
                ASSOCIATE,
                configs("sag-1", "5", "AssociateConfigs.2.SmartAGId", "sag-1", "AssociateConfigs.2.Bandwidth", "6"));
        api.assertInvalid("AssociateConfigs", ASSOCIATE, manyConfigs(101));
        api.assertError(
                404,
                "ResourceNotFound.SmartAccessGateway",
                "The specified resource of SmartAccessGateway is not found.",
                ASSOCIATE,
                manyConfigs(100));
    }

    @Test
    void dissociateNamesWhatIsMissingOrTooMuch() {
        api.assertMissing("RegionId", DISSOCIATE);
        api.assertMissing("ApplicationBandwidthPackageId", DISSOCIATE, "RegionId", "cn-shanghai");
        api.assertMissing("SmartAGId", DISSOCIATE, plan());
        List<String> ids = new ArrayList<>(List.of(plan()));
        for (int i = 1; i <= 101; i++) {
            ids.add("SmartAGIdList." + i);
            ids.add("sag-" + i);
        }
        api.assertInvalid("SmartAGIdList", DISSOCIATE, ids.toArray(String[]::new));
        api.assertInvalid("DryRun", DISSOCIATE, plan("SmartAGId", "sag-1", "DryRun", "1"));
    }

    @Test
    void ordersNameWhatIsMissingThenLookForTheInstanceThenForTheBandwidth() {
        for (String action : List.of("DowngradeSmartAccessGateway", "UpgradeSmartAccessGateway")) {
            api.assertMissing("RegionId", action);
            api.assertMissing("SmartAGId", action, "RegionId", "cn-shanghai");
            api.assertMissing("AutoPay", action, "RegionId", "cn-shanghai", "SmartAGId", "sag-none");
            api.assertInvalid("AutoPay", action, "RegionId", "cn-shanghai", "SmartAGId", "sag-none", "AutoPay", "yes");
            api.assertError(
                    400,
                    "SAG.InstanceNoFound",
                    "The specified SAG instance does not exist.",
                    action,
                    order("sag-none"));
            api.assertMissing("BandWidthSpec", action, order("sag-1"));
            for (String bandwidth : List.of("abc", "-1", "9", "501", "50", "99999999999")) {
                api.assertInvalid("BandWidthSpec", action, order("sag-1", "BandWidthSpec", bandwidth));
            }
        }
    }

    @Test
    void readsNameWhatIsMissingOrMalformed() {
        api.assertMissing("RegionId", "DescribeSmartAccessGatewayAttribute");
        api.assertMissing("SmartAGId", "DescribeSmartAccessGatewayAttribute", "RegionId", "cn-shanghai");
        api.assertMissing("RegionId", "DescribeSAGDeviceInfo");
        api.assertMissing("SmartAGId", "DescribeSAGDeviceInfo", "RegionId", "cn-shanghai");
        api.assertMissing("SmartAGSn", "DescribeSAGDeviceInfo", "RegionId", "cn-shanghai", "SmartAGId", "sag-1");
        api.assertMissing("RegionId", "ListApplicationBandwidthPackages");
        api.assertInvalid("AcceptLanguage", "DescribeRegions", "AcceptLanguage", "de-DE");
        List<String[]> malformed = List.of(
                new String[] {"PageNumber", "0"},
                new String[] {"PageSize", "51"},
                new String[] {"PageSize", "0"},
                new String[] {"Status", "Sleeping"},
                new String[] {"BusinessState", "normal"},
                new String[] {"InstanceType", "firmware"},
                new String[] {"HardwareType", "SAG-1000"},
                new String[] {"SerialNumber", "no serial"},
                new String[] {"SoftwareVersion", "2.x"},
                new String[] {"VersionComparator", "newer"},
                new String[] {"CanAssociateQos", "maybe"});
        for (String[] filter : malformed) {
            api.assertInvalid(filter[0], "DescribeSmartAccessGateways", filter);
        }
    }

    @Test
    void aFilterThatFindsNothingDoesNotHideOneThatIsMalformed() {
        for (String[] impossible :
                List.of(new String[] {"Status", "Ordered"}, new String[] {"AclIds", "acl-1"}, new String[] {
                    "ResourceGroupId", "rg-other"
                })) {
            api.assertInvalid(
                    "BusinessState",
                    "DescribeSmartAccessGateways",
                    joined(List.of(impossible), "BusinessState", "Overdue"));
        }
    }

    private static String[] plan(String... more) {
        return joined(List.of("RegionId", "cn-shanghai", "ApplicationBandwidthPackageId", "abwp-1"), more);
    }

    private static String[] configs(String instanceId, String bandwidth, String... more) {
        return joined(
                List.of(plan("AssociateConfigs.1.SmartAGId", instanceId, "AssociateConfigs.1.Bandwidth", bandwidth)),
                more);
    }

    private static String[] order(String instanceId, String... more) {
        return joined(List.of("RegionId", "cn-shanghai", "SmartAGId", instanceId, "AutoPay", "true"), more);
    }

    private static String[] manyConfigs(int count) {
        List<String> configs = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            configs.addAll(List.of("AssociateConfigs." + i + ".SmartAGId", "sag-many-" + i));
            configs.addAll(List.of("AssociateConfigs." + i + ".Bandwidth", "5"));
        }
        return plan(configs.toArray(String[]::new));
    }

    private static String[] joined(List<String> first, String... more) {
        List<String> all = new ArrayList<>(first);
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }
}
