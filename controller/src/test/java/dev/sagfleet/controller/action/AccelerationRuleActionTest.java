package dev.sagfleet.controller.action;

import static dev.sagfleet.controller.action.PlanCalls.inRegion;
import static dev.sagfleet.controller.action.PlanCalls.plan;
import static dev.sagfleet.controller.action.PlanCalls.rule;
import static dev.sagfleet.controller.action.PlanCalls.update;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The acceleration rules of a plan, and what they can be about. */
class AccelerationRuleActionTest {
    private static final String CREATE_RULE = "CreateApplicationAccelerationRule";
    private static final String UPDATE_RULE = "UpdateApplicationAccelerateRuleAttribute";
    private static final String LIST_RULES = "ListApplicationAccelerateRules";

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

    private String applications(String... parameters) {
        return api.call("ListAccelerateApplications", inRegion(parameters))
                .fields()
                .toString();
    }
}
