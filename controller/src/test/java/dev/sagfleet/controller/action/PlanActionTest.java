package dev.sagfleet.controller.action;

import static dev.sagfleet.controller.action.PlanCalls.bought;
import static dev.sagfleet.controller.action.PlanCalls.inRegion;
import static dev.sagfleet.controller.action.PlanCalls.plan;
import static dev.sagfleet.controller.action.PlanCalls.rule;
import static dev.sagfleet.controller.action.PlanCalls.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.Associate;
import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.Command;
import dev.sagfleet.controller.action.Action.Response;
import dev.sagfleet.controller.inventory.Plan;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Buying plans, making them larger and describing them. */
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
        List<Plan> plans = api.inventory().read(reading -> reading.plans().in("cn-shanghai"));
        assertThat(plans).hasSize(4);
        api.awaitCommits();
        assertThat(api.toldCount())
                .as("told of the peak, the rule and the changed rule, each once")
                .isEqualTo(3);
    }

    /** With a peak of 10 Mbit/s on a plan of 20 Mbit/s. */
    private void associate() throws InterruptedException {
        api.call(
                "AssociateSmartAGWithApplicationBandwidthPackage",
                plan("abwp-1", "AssociateConfigs.1.SmartAGId", "sag-1", "AssociateConfigs.1.Bandwidth", "10"));
        assertThat(limit(api.nextTold())).isEqualTo(Bandwidth.ofMegabits(10));
    }

    private Plan planOf(String id) {
        return api.inventory().read(reading -> reading.plans().find(id)).orElseThrow();
    }

    private void assertPlanNotFound(String action, String... parameters) {
        api.assertError(
                400,
                "ResourceNotFound.ApplicationBandwidthPackage",
                "The specified resource of ApplicationBandwidthPackage is not found.",
                action,
                parameters);
    }

    private static Bandwidth limit(Command command) {
        assertThat(command).isInstanceOf(Associate.class);
        return ((Associate) command).limit();
    }
}
