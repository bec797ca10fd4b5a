package dev.sagfleet.controller.action;

import static dev.sagfleet.controller.action.CalledApi.LONG_WAIT;
import static dev.sagfleet.controller.action.CalledApi.await;
import static dev.sagfleet.controller.action.CalledApi.detail;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.controller.access.Account;
import dev.sagfleet.controller.access.Policy;
import dev.sagfleet.controller.access.Statement;
import dev.sagfleet.controller.access.Statement.Effect;
import dev.sagfleet.controller.access.User;
import dev.sagfleet.controller.access.UserKey;
import dev.sagfleet.controller.access.Wildcard;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What users may do, between the parameters of a call and the inventory. */
class PermissionsTest {
    private static final String FORBIDDEN = "User not authorized to operate on the specified resource.";
    private static final String FORBIDDEN_RAM =
            "User not authorized to operate on the specified resource, or this API doesn't support RAM.";

    /** Of those that there are, the ones whose documentation has SAG's own error. */
    private static final Set<String> WITH_OWN_ERROR = Set.of(
            "DescribeRegions",
            "DescribeSmartAccessGateways",
            "DescribeSmartAccessGatewayVersions",
            "UpdateSmartAccessGatewayVersion");

    private CalledApi api;

    @BeforeEach
    void open(@TempDir Path directory) {
        api = new CalledApi(directory, LONG_WAIT);
        api.registerApplying("sag-1", "box1");
        api.registerApplying("sag-2", "box2");
    }

    @AfterEach
    void close() {
        api.close();
    }

    static List<Declaration> declarations() {
        return Declared.all();
    }

    @ParameterizedTest
    @MethodSource("declarations")
    void whoeverHasNoPolicyMayDoNothingAndIsToldSoAsDocumented(Declaration declaration) {
        callAs();
        String[] needed = declaration.parameters().stream()
                .filter(Parameter::isRequired)
                .flatMap(parameter -> List.of(parameter.name().replace(".N", ".1"), "1").stream())
                .toArray(String[]::new);
        boolean hasOwnError = WITH_OWN_ERROR.contains(declaration.action());

        CalledApi.assertError(
                403,
                hasOwnError ? "Forbidden" : "Forbidden.RAM",
                hasOwnError ? FORBIDDEN : FORBIDDEN_RAM,
                api.startWithAny(declaration.action(), needed));
    }

    @Test
    void aParameterThatMustBeThereIsMissedFirst() {
        callAs();

        api.assertMissing("RegionId", "RebootSmartAccessGateway", "SmartAGId", "sag-1");
        api.assertMissing("SmartAGId", "RebootSmartAccessGateway", "RegionId", "cn-shanghai");
    }

    @Test
    void anOrderNeedsTheRightOnItsInstanceInItsRegion() {
        callAs(allow("smartag:DowngradeSmartAccessGateway", "acs:smartag:cn-shanghai:*:smartag/sag-1"));

        assertThat(await(downgrade("sag-1")).detail())
                .contains("statement 1 of policy given allows smartag:DowngradeSmartAccessGateway on "
                        + "acs:smartag:cn-shanghai:1234567890123456:smartag/sag-1");
        assertThat(detail(downgrade("sag-2")))
                .isEqualTo("user ann: no statement allows smartag:DowngradeSmartAccessGateway on "
                        + "acs:smartag:cn-shanghai:1234567890123456:smartag/sag-2");
        assertThat(api.inventory().instance("sag-1").megabits()).isEqualTo(20);
        assertThat(api.inventory().instance("sag-2").megabits()).isEqualTo(50);
    }

    @Test
    void associatingIsAllowedOnAllResourcesOrNotAtAll() {
        callAs(allow("smartag:*", "acs:smartag:*:*:smartag/*"));
        assertThat(detail(associate()))
                .isEqualTo(
                        "user ann: no statement allows smartag:AssociateSmartAGWithApplicationBandwidthPackage on *");

        callAs(allow("smartag:Associate*", "*"));
        CalledApi.assertError(
                400,
                "ResourceNotFound.ApplicationBandwidthPackage",
                "The specified resource of ApplicationBandwidthPackage is not found.",
                associate());
    }

    @Test
    void whatOneStatementAllowsAnotherMayDeny() {
        callAs(
                allow("smartag:*", "*"),
                new Statement(
                        Effect.DENY,
                        false,
                        List.of(new Wildcard("smartag:Downgrade*")),
                        List.of(new Wildcard("*/sag-2")),
                        List.of()));

        await(downgrade("sag-1"));
        assertThat(detail(downgrade("sag-2")))
                .isEqualTo("user ann: statement 2 of policy given denies smartag:DowngradeSmartAccessGateway on "
                        + "acs:smartag:cn-shanghai:1234567890123456:smartag/sag-2");
    }

    @Test
    void theRootKeyMayDoEverythingAndNothingDecidesThat() {
        api.access().open("key-1", Account.ALONE, kept -> {});

        assertThat(await(downgrade("sag-1")).detail()).isEmpty();
    }

    @Test
    void aKeyThatWasRemovedMeanwhileLetsNobodyIn() {
        api.access().open("root", Account.ALONE, kept -> {});

        CalledApi.assertError(
                404, "InvalidAccessKeyId.NotFound", "Specified access key is not found.", downgrade("sag-1"));
    }

    /** From now on the calls are those of a user with these statements. */
    private void callAs(Statement... statements) {
        List<Statement> given = Arrays.asList(statements);
        var user = new User(
                "ann", List.of(new UserKey("key-1", "secret", true)), given.isEmpty() ? List.of() : List.of("given"));
        Account account = given.isEmpty() ? Account.ALONE : Account.ALONE.with(new Policy("given", given));
        api.access().open("root", account.with(user), kept -> {});
    }

    private static Statement allow(String action, String resource) {
        return new Statement(
                Effect.ALLOW, false, List.of(new Wildcard(action)), List.of(new Wildcard(resource)), List.of());
    }

    private CompletionStage<Action.Response> downgrade(String instanceId) {
        return api.start(
                "DowngradeSmartAccessGateway",
                "RegionId",
                "cn-shanghai",
                "SmartAGId",
                instanceId,
                "AutoPay",
                "true",
                "BandWidthSpec",
                "20");
    }

    private CompletionStage<Action.Response> associate() {
        return api.start(
                "AssociateSmartAGWithApplicationBandwidthPackage",
                "RegionId",
                "cn-shanghai",
                "ApplicationBandwidthPackageId",
                "abwp-none",
                "AssociateConfigs.1.SmartAGId",
                "sag-1",
                "AssociateConfigs.1.Bandwidth",
                "5");
    }
}
