package dev.sagfleet.controller.action;

import static dev.sagfleet.controller.action.CalledApi.TOO_OLD;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.Associate;
import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.Command;
import dev.sagfleet.controller.action.Action.Response;
import dev.sagfleet.controller.inventory.DeviceAspect;
import dev.sagfleet.controller.inventory.Plan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plans, the peaks on them and the rules in them, through the API. */
class PlanActionTest {
    private static final String CREATE = "CreateApplicationBandwidthPackage";
    private static final String UPGRADE = "UpdateApplicationBandwidthPackageBillingConfig";
    private static final String GET = "GetApplicationBandwidthPackageAttribute";
    private static final String PEAK = "UpdateSmartAGAccelerateConfig";
    private static final String CREATE_RULE = "CreateApplicationAccelerationRule";
    private static final String UPDATE_RULE = "UpdateApplicationAccelerateRuleAttribute";
    private static final String LIST_RULES = "ListApplicationAccelerateRules";
    private static final String BILLING = "ApplicationBandwidthPackageBillingConfig.";
    private static final String NAME = "ApplicationBandwidthPackageName";

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
    void aPlanThatWasBoughtIsDescribed() {
        Response created = api.call(
                CREATE,
                inRegion(
                        NAME,
                        "门店_shops-1",
                        BILLING + "Bandwidth",
                        "30",
                        BILLING + "PayType",
                        "PrePay",
                        BILLING + "PricingCycle",
                        "Year",
                        BILLING + "Period",
                        "3",
                        BILLING + "AutoPay",
                        "false"));

        assertThat(created.fields().toString())
                .isEqualTo("{\"ApplicationBandwidthPackageId\":\"abwp-20337000000001\"}");
        assertThat(api.call(GET, plan("abwp-20337000000001")).fields().toString())
                .isEqualTo("{\"ApplicationBandwidthPackageId\":\"abwp-20337000000001\","
                        + "\"ApplicationBandwidthPackageName\":\"门店_shops-1\","
                        + "\"ApplicationBandwidthPackageType\":\"CN2Standard\","
                        + "\"ApplicationBandwidthPackageStatus\":\"Effected\","
                        + "\"ApplicationBandwidthPackageBussinessStatus\":\"Normal\","
                        + "\"ApplicationBandwidthPackageBillingConfig\":{\"Bandwidth\":30,\"PayType\":\"PrePay\"},"
                        + "\"ApplicationBandwidthPackageOperationLocks\":[],\"RegionId\":\"cn-shanghai\","
                        + "\"ResourceGroupId\":\"rg-default\",\"CreateTime\":\"1700000000000\",\"Tags\":[]}");
    }

    @Test
    void aPlanThatIsNotThereIsNotFound() {
        for (String action : List.of(GET, LIST_RULES)) {
            api.assertMissing("RegionId", action);
            api.assertMissing("ApplicationBandwidthPackageId", action, "RegionId", "cn-shanghai");
            assertPlanNotFound(action, plan("abwp-far"));
        }
        assertPlanNotFound(UPGRADE, plan("abwp-none", "Bandwidth", "5"));
        assertPlanNotFound(CREATE_RULE, rule("abwp-none", "5", "[\"Zoom\"]"));
    }

    @Test
    void buyingNamesWhatIsMissingOrMalformed() {
        api.assertMissing("RegionId", CREATE);
        api.assertInvalid("RegionId", CREATE, "RegionId", "cn-atlantis");
        api.assertInvalid(
                "ApplicationBandwidthPackageType", CREATE, inRegion("ApplicationBandwidthPackageType", "CN2Premium"));
        for (String name : List.of("a", "1a", "_a", "-a", "a b", "a.b", "é1", "a".repeat(101))) {
            api.assertInvalid(NAME, CREATE, inRegion(NAME, name));
        }
        api.assertInvalid("ResourceGroupId", CREATE, inRegion("ResourceGroupId", "rg-other"));
        api.assertInvalid(BILLING + "PayType", CREATE, inRegion(BILLING + "PayType", "PostPay"));
        api.assertMissing(BILLING + "Bandwidth", CREATE, inRegion(NAME, "a".repeat(100)));
        for (String bandwidth : List.of("0", "10001", "many")) {
            api.assertInvalid(BILLING + "Bandwidth", CREATE, inRegion(BILLING + "Bandwidth", bandwidth));
        }
        api.assertInvalid(BILLING + "PricingCycle", CREATE, bought(BILLING + "PricingCycle", "Week"));
        api.assertInvalid(BILLING + "Period", CREATE, bought(BILLING + "Period", "37"));
        api.assertInvalid(
                BILLING + "Period", CREATE, bought(BILLING + "PricingCycle", "Year", BILLING + "Period", "4"));
        api.assertInvalid(BILLING + "AutoPay", CREATE, bought(BILLING + "AutoPay", "yes"));
        api.assertInvalid("DryRun", CREATE, bought("DryRun", "yes"));
    }

    @Test
    void aPlanIsMadeLarger() {
        api.call(UPGRADE, plan("abwp-1", "Bandwidth", "21"));

        assertThat(planOf("abwp-1").megabits()).isEqualTo(21);
        api.assertMissing("Bandwidth", UPGRADE, plan("abwp-1"));
        api.assertInvalid("Bandwidth", UPGRADE, plan("abwp-1", "Bandwidth", "10001"));
        api.assertInvalid("Bandwidth", UPGRADE, plan("abwp-1", "Bandwidth", "21"));
        api.assertInvalid("AutoPay", UPGRADE, plan("abwp-1", "Bandwidth", "22", "AutoPay", "1"));
        api.assertError(
                400,
                "IncorrectBusinessStatus.ApplicationBandwidthPackage",
                "The business status of ApplicationBandwidthPackage is incorrect.",
                UPGRADE,
                plan("abwp-locked", "Bandwidth", "99"));
    }

    @Test
    void rulesAreMadeChangedAndListed() {
        String first = api.call(CREATE_RULE, rule("abwp-1", "5", "[\"Zoom\", \"SAP\"]"))
                .fields()
                .path("ApplicationAccelerateRuleId")
                .textValue();
        api.call(CREATE_RULE, rule("abwp-1", "15", "", "Applications.1", "Webex"));
        api.call(UPDATE_RULE, update(first, "4", "[\"GitHub\"]"));

        assertThat(first).isEqualTo("abwpr-20337000000001");
        assertThat(api.call(LIST_RULES, plan("abwp-1", "MaxResults", "1"))
                        .fields()
                        .toString())
                .isEqualTo("{\"ApplicationAccelerateRules\":[{\"ApplicationAccelerateRuleId\":\"abwpr-20337000000001\","
                        + "\"ServiceRegionId\":\"eu-central-1\",\"Bandwidth\":4,\"CreateTime\":\"1700000000000\","
                        + "\"Applications\":[\"GitHub\"]}],\"TotalCount\":2,\"MaxResults\":1,\"NextToken\":\"1\"}");
        ObjectNode rest = api.call(LIST_RULES, plan("abwp-1", "NextToken", "1")).fields();
        assertThat(rest.path("ApplicationAccelerateRules").size()).isEqualTo(1);
        JsonNode second = rest.path("ApplicationAccelerateRules").path(0);
        assertThat(second.path("Bandwidth").intValue()).isEqualTo(15);
        assertThat(second.path("Applications").toString()).isEqualTo("[\"Webex\"]");
        assertThat(rest.path("NextToken").textValue()).isEmpty();
        assertThat(rest.path("MaxResults").intValue()).isEqualTo(10);
        api.assertInvalid("MaxResults", LIST_RULES, plan("abwp-1", "MaxResults", "21"));
        api.assertInvalid("NextToken", LIST_RULES, plan("abwp-1", "NextToken", "next"));
    }

    @Test
    void rulesNameWhatIsMissingOrMalformed() {
        api.assertMissing("RegionId", CREATE_RULE);
        api.assertMissing("ApplicationBandwidthPackageId", CREATE_RULE, "RegionId", "cn-shanghai");
        api.assertMissing("ServiceRegionId", CREATE_RULE, plan("abwp-1"));
        api.assertInvalid("ServiceRegionId", CREATE_RULE, plan("abwp-1", "ServiceRegionId", "cn-shanghai"));
        api.assertMissing("Bandwidth", CREATE_RULE, rule("abwp-1", "", ""));
        api.assertInvalid("Bandwidth", CREATE_RULE, rule("abwp-1", "0", ""));
        api.assertMissing("RegionId", UPDATE_RULE);
        api.assertMissing("ApplicationAccelerateRuleId", UPDATE_RULE, "RegionId", "cn-shanghai");
        api.assertMissing("Bandwidth", UPDATE_RULE, update("abwpr-1", "", ""));
        for (String none : List.of("", "[]")) {
            api.assertMissing("Applications", CREATE_RULE, rule("abwp-1", "5", none));
            api.assertMissing("Applications", UPDATE_RULE, update("abwpr-1", "5", none));
        }
        for (String applications : List.of(
                "Zoom", "[Zoom]", "{}", "[1]", "[\"Zoom\"", "[\"Zoom\"] x", "[\"Zoom\",\"Zoom\"]", "[\"zoom\"]")) {
            api.assertInvalid("Applications", CREATE_RULE, rule("abwp-1", "5", applications));
        }
    }

    @Test
    void rulesThatDoNotFitAreDenied() {
        api.assertError(
                400,
                "OperationDenied.BandwidthExceeded",
                "The total bandwidth exceeds the limit. The operation is denied.",
                CREATE_RULE,
                rule("abwp-1", "21", "[\"Zoom\"]"));
        api.call(CREATE_RULE, rule("abwp-1", "5", "[\"Zoom\"]"));
        api.assertError(
                400,
                "ResourceAlreadyExists.ApplicationAccelerateRule",
                "The specified resource of ApplicationAccelerateRule already exists.",
                CREATE_RULE,
                rule("abwp-1", "5", "[\"Zoom\"]"));
        api.assertError(
                400,
                "ResourceNotFound.ApplicationAccelerateRule",
                "The specified resource of ApplicationAccelerateRule is not found.",
                UPDATE_RULE,
                update("abwpr-none", "5", "[\"Zoom\"]"));
    }

    @Test
    void whatRulesCanHaveIsListed() {
        api.assertMissing("RegionId", "ListServiceRegions");
        api.assertMissing("RegionId", "ListAccelerateApplications");
        api.assertMissing("ServiceRegionId", "ListAccelerateApplications", inRegion());
        api.assertInvalid("ServiceRegionId", "ListAccelerateApplications", inRegion("ServiceRegionId", "nowhere"));

        JsonNode regions = api.call("ListServiceRegions", inRegion()).fields().path("ServiceRegions");
        assertThat(regions.size()).isEqualTo(5);
        assertThat(regions.path(0).toString())
                .isEqualTo("{\"ServiceRegionId\":\"cn-hongkong\",\"ServiceRegionName\":\"China (Hong Kong)\"}");
        assertThat(applications("ServiceRegionId", "eu-central-1")).contains("\"Zoom\"", "\"SAP\"");
        assertThat(applications("ServiceRegionId", "us-west-1", "ApplicationType", "Meeting"))
                .isEqualTo("{\"AccelerateApplications\":[{\"ApplicationName\":\"Zoom\",\"ApplicationType\":\"Meeting\","
                        + "\"ServiceRegionId\":\"us-west-1\"},{\"ApplicationName\":\"Webex\","
                        + "\"ApplicationType\":\"Meeting\",\"ServiceRegionId\":\"us-west-1\"}]}");
    }

    @Test
    void aRepeatWithTheTokenChangesNothing() throws InterruptedException {
        associate();
        List<List<String>> calls = List.of(
                List.of(CREATE, BILLING + "Bandwidth", "30"),
                List.of(UPGRADE, "ApplicationBandwidthPackageId", "abwp-1", "Bandwidth", "30"),
                List.of(PEAK, "SmartAGId", "sag-1", "Bandwidth", "7"),
                List.of(
                        CREATE_RULE,
                        "ApplicationBandwidthPackageId",
                        "abwp-1",
                        "ServiceRegionId",
                        "eu-central-1",
                        "Bandwidth",
                        "1",
                        "Applications",
                        "[\"SAP\"]"),
                List.of(
                        UPDATE_RULE,
                        "ApplicationAccelerateRuleId",
                        "abwpr-20337000000001",
                        "Bandwidth",
                        "2",
                        "Applications",
                        "[\"SAP\"]"));
        for (List<String> call : calls) {
            List<String> parameters = call.subList(1, call.size());
            api.assertError(
                    400,
                    "DryRunOperation",
                    "Request validation has been passed with DryRun flag set.",
                    call.get(0),
                    inRegion(with(parameters, "ClientToken", "token", "DryRun", "true")));

            Response first = api.call(call.get(0), inRegion(with(parameters, "ClientToken", "token")));
            Response repeat = api.call(call.get(0), inRegion(with(parameters, "ClientToken", "token")));

            assertThat(repeat).as(call.get(0)).isEqualTo(first);
            api.assertError(
                    400,
                    "IdempotentParameterMismatch",
                    "The request uses the same client token as a previous, but non-identical request.",
                    call.get(0),
                    inRegion(with(parameters, "ClientToken", "token", "ResourceGroupId", "rg-default")));
        }
        List<Plan> plans = api.inventory().read(reading -> reading.plans("cn-shanghai"));
        assertThat(plans).hasSize(4);
        assertThat(api.toldCount()).isEqualTo(1);
    }

    @Test
    void anotherPeakReachesTheDevice() throws InterruptedException {
        associate();

        api.call(PEAK, peak("20"));

        assertThat(limit(api.nextTold())).isEqualTo(Bandwidth.ofMegabits(20));
        assertThat(peakOf("sag-1")).isEqualTo(20);
        DeviceAspect aspect =
                api.inventory().aspect("box1", Aspect.ACCELERATION).orElseThrow();
        assertThat(aspect.reported()).isEqualTo(aspect.desired().revision());
    }

    @Test
    void peaksNameWhatIsMissingOrMalformed() throws InterruptedException {
        api.assertMissing("RegionId", PEAK);
        api.assertMissing("SmartAGId", PEAK, inRegion());
        api.assertMissing("Bandwidth", PEAK, inRegion("SmartAGId", "sag-1"));
        api.assertInvalid("Bandwidth", PEAK, peak("0"));
        api.assertError(
                400,
                "ResourceNotAssociated.SmartAccessGateway",
                "The specified resource of SmartAccessGateway is not associated.",
                PEAK,
                peak("5"));
        associate();
        api.assertError(
                400,
                "OperationDenied.BandwidthExceeded",
                "The total bandwidth exceeds the limit. The operation is denied.",
                PEAK,
                peak("21"));
        api.assertError(
                404,
                "ResourceNotFound.SmartAccessGateway",
                "The specified resource of SmartAccessGateway is not found.",
                PEAK,
                inRegion("SmartAGId", "sag-none", "Bandwidth", "5"));
    }

    @Test
    void aPeakThatTheDeviceRefusesIsTakenBack() throws InterruptedException {
        associate();
        api.makeRefuse("box1", TOO_OLD);

        assertUnsupported(api.start(PEAK, peak("20", "ClientToken", "token")));

        assertThat(limit(api.nextTold())).isEqualTo(Bandwidth.ofMegabits(20));
        assertThat(limit(api.nextTold())).isEqualTo(Bandwidth.ofMegabits(10));
        assertThat(peakOf("sag-1")).isEqualTo(10);
        api.registerApplying("sag-1", "box1");
        assertThat(api.call(PEAK, peak("20", "ClientToken", "token")).requestId())
                .isEqualTo("REQUEST-3");
    }

    @Test
    void aRepeatOfACallThatACrashCutOffTakesThePeakBack() throws InterruptedException {
        associate();
        api.silence("box1");
        var unused = api.start(PEAK, peak("20", "ClientToken", "token"));
        Command command = api.nextTold();
        api.restart();
        api.answer("box1", command, Optional.of(TOO_OLD));
        api.settle();

        assertUnsupported(api.start(PEAK, peak("20", "ClientToken", "token")));

        assertThat(peakOf("sag-1")).isEqualTo(10);
        assertThat(limit(api.nextTold())).isEqualTo(Bandwidth.ofMegabits(10));
    }

    /** With a peak of 10 Mbit/s on a plan of 20 Mbit/s. */
    private void associate() throws InterruptedException {
        api.call(
                "AssociateSmartAGWithApplicationBandwidthPackage",
                plan("abwp-1", "AssociateConfigs.1.SmartAGId", "sag-1", "AssociateConfigs.1.Bandwidth", "10"));
        assertThat(limit(api.nextTold())).isEqualTo(Bandwidth.ofMegabits(10));
    }

    private static Bandwidth limit(Command command) {
        assertThat(command).isInstanceOf(Associate.class);
        return ((Associate) command).limit();
    }

    private int peakOf(String instanceId) {
        return api.inventory().instance(instanceId).acceleration().orElseThrow().megabits();
    }

    private Plan planOf(String id) {
        return api.inventory().read(reading -> reading.plan(id)).orElseThrow();
    }

    private String applications(String... parameters) {
        return api.call("ListAccelerateApplications", inRegion(parameters))
                .fields()
                .toString();
    }

    private void assertPlanNotFound(String action, String... parameters) {
        api.assertError(
                400,
                "ResourceNotFound.ApplicationBandwidthPackage",
                "The specified resource of ApplicationBandwidthPackage is not found.",
                action,
                parameters);
    }

    private static void assertUnsupported(CompletionStage<Response> call) {
        CalledApi.assertError(
                400,
                "UnsupportedFeature.ApplicationAccelerate",
                "The feature of ApplicationAccelerate is not supported.",
                call);
    }

    private static String[] bought(String... more) {
        return inRegion(with(List.of(BILLING + "Bandwidth", "30"), more));
    }

    private static String[] plan(String planId, String... more) {
        return inRegion(with(List.of("ApplicationBandwidthPackageId", planId), more));
    }

    private static String[] peak(String megabits, String... more) {
        return inRegion(with(List.of("SmartAGId", "sag-1", "Bandwidth", megabits), more));
    }

    private static String[] rule(String planId, String megabits, String applications, String... more) {
        List<String> first =
                List.of("ServiceRegionId", "eu-central-1", "Bandwidth", megabits, "Applications", applications);
        return plan(planId, with(first, more));
    }

    private static String[] update(String ruleId, String megabits, String applications) {
        return inRegion("ApplicationAccelerateRuleId", ruleId, "Bandwidth", megabits, "Applications", applications);
    }

    private static String[] inRegion(String... more) {
        return with(List.of("RegionId", "cn-shanghai"), more);
    }

    private static String[] with(List<String> first, String... more) {
        List<String> all = new ArrayList<>(first);
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }
}
