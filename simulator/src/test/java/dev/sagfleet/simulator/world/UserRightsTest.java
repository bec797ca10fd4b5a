package dev.sagfleet.simulator.world;

import static dev.sagfleet.simulator.world.TestWorld.REGION;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sagfleet.controller.rpc.AccessKey;
import dev.sagfleet.controller.rpc.SecurityToken;
import dev.sagfleet.simulator.fleet.InstanceBlueprint;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What users may do with the official clients, each with the error that is documented for who may not. */
class UserRightsTest {
    private static final String UPDATE = "UpdateSmartAccessGatewayVersion";
    private static final String VERSIONS = "DescribeSmartAccessGatewayVersions";
    private static final String DOWNGRADE = "DowngradeSmartAccessGateway";
    private static final String FORBIDDEN = "403 Forbidden: User not authorized to operate on the specified resource.";
    private static final String FORBIDDEN_RAM =
            "403 Forbidden.RAM: User not authorized to operate on the specified resource, or this API doesn't support"
                    + " RAM.";

    private static final AccessKey NOBODY = new AccessKey("LTAInobody", "secret-of-nobody");
    private static final AccessKey READER = new AccessKey("LTAIreader", "secret-of-the-reader");
    private static final AccessKey GUARDED = new AccessKey("LTAIguarded", "secret-of-the-guarded");
    private static final AccessKey LEAVER = new AccessKey("LTAIleaver", "secret-of-the-leaver");

    @AutoClose
    private static TestWorld world;

    /** Good for a second after the start of these tests. */
    private static AccessKey expired;

    /** The guarded user may do everything to it but downgrade it. */
    private static InstanceBlueprint kept;

    @BeforeAll
    static void start(@TempDir Path directory) {
        world = TestWorld.start(directory);
        kept = world.takeBranch();
        put("policies/read-only", statements(statement("Allow", "[\"smartag:Describe*\", \"smartag:List*\"]", "*")));
        put(
                "policies/guarded",
                statements(
                        statement("Allow", "\"smartag:*\"", "*"),
                        statement(
                                "Deny", "\"" + "smartag:" + DOWNGRADE + "\"", "acs:smartag:*:*:smartag/" + kept.id())));
        user("nobody", NOBODY, "[]");
        user("reader", READER, "[\"read-only\"]");
        user("guarded", GUARDED, "[\"guarded\"]");
        expired = temporary("guarded", "{\"seconds\": 1}");
        user("leaver", LEAVER, "[\"guarded\"]");
        put("users/leaver/keys/" + LEAVER.id(), "{\"active\": false}");
    }

    @ParameterizedTest
    @EnumSource
    void whoMayNothingIsForbiddenTheFirmwareAsItsActionsAreDocumented(OfficialClient client) {
        ApiAnswer versions = call(client, NOBODY, VERSIONS, kept);
        ApiAnswer update = call(client, NOBODY, UPDATE, kept, "VersionCode", "2.5.0");

        assertThat(versions.error()).isEqualTo(FORBIDDEN);
        assertThat(update.error()).isEqualTo(FORBIDDEN);
        assertThat(update.detail())
                .contains("user nobody: no statement allows smartag:" + UPDATE
                        + " on acs:smartag:cn-shanghai:1234567890123456:smartag/" + kept.id());
    }

    @ParameterizedTest
    @EnumSource
    void whoMayOnlyReadReadsAndChangesNothing(OfficialClient client) {
        assertThat(call(client, READER, VERSIONS, kept).status()).isEqualTo(200);
        assertThat(call(client, READER, "DescribeSmartAccessGatewayAttribute", kept)
                        .status())
                .isEqualTo(200);
        assertThat(connect(client, READER)
                        .call("ListApplicationBandwidthPackages", Map.of("RegionId", REGION))
                        .status())
                .isEqualTo(200);

        assertThat(downgrade(client, READER, kept).error()).isEqualTo(FORBIDDEN_RAM);
        assertThat(call(client, READER, UPDATE, kept, "VersionCode", "2.5.0").error())
                .isEqualTo(FORBIDDEN);
        assertThat(associate(client, READER).error()).isEqualTo(FORBIDDEN_RAM);
        assertThat(bandwidth(client)).isEqualTo("20");
    }

    @ParameterizedTest
    @EnumSource
    void aDenialBeatsWhatIsAllowed(OfficialClient client) {
        ApiAnswer denied = downgrade(client, GUARDED, kept);

        assertThat(denied.error()).isEqualTo(FORBIDDEN_RAM);
        assertThat(denied.detail())
                .contains("user guarded: statement 2 of policy guarded denies smartag:" + DOWNGRADE
                        + " on acs:smartag:cn-shanghai:1234567890123456:smartag/" + kept.id());
        assertThat(bandwidth(client)).isEqualTo("20");
        assertThat(downgrade(client, GUARDED, world.takeBranch()).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource
    void aKeyThatIsInactiveLetsNobodyIn(OfficialClient client) {
        assertThat(call(client, LEAVER, VERSIONS, kept).error())
                .isEqualTo("400 InvalidAccessKeyId.Inactive: Specified access key is disabled.");
    }

    @ParameterizedTest
    @EnumSource
    void aTemporaryKeyIsGoodWithItsTokenUntilItExpires(OfficialClient client) {
        AccessKey key = temporary("guarded", "{}");

        assertThat(call(client, key, "DescribeSmartAccessGatewayAttribute", kept)
                        .status())
                .isEqualTo(200);
        assertThat(call(client, new AccessKey(key.id(), key.secret()), VERSIONS, kept)
                        .error())
                .startsWith("400 MissingSecurityToken: ");
        assertThat(call(client, withToken(key, "another"), VERSIONS, kept).error())
                .startsWith("400 InvalidSecurityToken.MismatchWithAccessKey: ");
        ApiAnswer answer =
                Await.until(() -> call(client, expired, VERSIONS, kept), answered -> answered.status() != 200);
        assertThat(answer.error()).isEqualTo("400 InvalidSecurityToken.Expired: Specified SecurityToken is expired.");
    }

    @ParameterizedTest
    @EnumSource
    void aTemporaryKeyMayDoNoMoreThanItsUserAndItsOwnPolicy(OfficialClient client) {
        AccessKey narrow = temporary(
                "reader",
                "{\"policy\": "
                        + statements(statement("Allow", "[\"smartag:" + VERSIONS + "\", \"smartag:Downgrade*\"]", "*"))
                        + '}');

        assertThat(call(client, narrow, VERSIONS, kept).status()).isEqualTo(200);
        assertThat(call(client, narrow, "DescribeSmartAccessGatewayAttribute", kept)
                        .detail())
                .contains("user reader with a temporary key and a policy of its own: no statement allows"
                        + " smartag:DescribeSmartAccessGatewayAttribute on"
                        + " acs:smartag:cn-shanghai:1234567890123456:smartag/"
                        + kept.id());
        assertThat(downgrade(client, narrow, kept).error()).isEqualTo(FORBIDDEN_RAM);
    }

    private static AccessKey temporary(String user, String body) {
        JsonNode key = world.control().post("access/users/" + user + "/tokens", body);
        return withToken(
                new AccessKey(key.path("id").asText(), key.path("secret").asText()),
                key.path("token").asText());
    }

    private static AccessKey withToken(AccessKey key, String token) {
        return new AccessKey(key.id(), key.secret(), true, Optional.of(new SecurityToken(token, Instant.MAX)));
    }

    private static ApiAnswer associate(OfficialClient client, AccessKey key) {
        return connect(client, key)
                .call(
                        "AssociateSmartAGWithApplicationBandwidthPackage",
                        Map.of(
                                "RegionId",
                                REGION,
                                "ApplicationBandwidthPackageId",
                                world.planId(TestWorld.SPARE),
                                "AssociateConfigs.1.SmartAGId",
                                kept.id(),
                                "AssociateConfigs.1.Bandwidth",
                                "5"));
    }

    private static ApiAnswer downgrade(OfficialClient client, AccessKey key, InstanceBlueprint instance) {
        return call(client, key, DOWNGRADE, instance, "BandWidthSpec", "10", "AutoPay", "true");
    }

    private static String bandwidth(OfficialClient client) {
        return world.api(client)
                .call("DescribeSmartAccessGatewayAttribute", Map.of("RegionId", REGION, "SmartAGId", kept.id()))
                .body()
                .path("MaxBandwidth")
                .asText();
    }

    private static ApiAnswer call(
            OfficialClient client, AccessKey key, String action, InstanceBlueprint instance, String... more) {
        Map<String, Object> parameters = new HashMap<>(Map.of("RegionId", REGION, "SmartAGId", instance.id()));
        for (int i = 0; i < more.length; i += 2) {
            parameters.put(more[i], more[i + 1]);
        }
        return connect(client, key).call(action, parameters);
    }

    private static ApiClient connect(OfficialClient client, AccessKey key) {
        return client.connect(world.apiPort(), key);
    }

    private static void user(String name, AccessKey key, String policies) {
        put("users/" + name, "{\"policies\": " + policies + "}");
        send("POST", "users/" + name + "/keys", "{\"id\": \"" + key.id() + "\", \"secret\": \"" + key.secret() + "\"}");
    }

    private static String statements(String... statements) {
        return "{\"Version\": \"1\", \"Statement\": [" + String.join(", ", statements) + "]}";
    }

    private static String statement(String effect, String actions, String resource) {
        return "{\"Effect\": \"" + effect + "\", \"Action\": " + actions + ", \"Resource\": \"" + resource + "\"}";
    }

    private static void put(String path, String body) {
        send("PUT", path, body);
    }

    private static void send(String method, String path, String body) {
        var answer = world.control().send(method, "access/" + path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }
}
