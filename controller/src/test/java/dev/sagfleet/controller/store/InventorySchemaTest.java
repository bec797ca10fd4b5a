package dev.sagfleet.controller.store;

import static dev.sagfleet.controller.contract.Samples.assertRead;
import static dev.sagfleet.controller.contract.Samples.assertWritten;
import static dev.sagfleet.controller.contract.Samples.save;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.Revision;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.inventory.AccelerationRule;
import dev.sagfleet.controller.inventory.AccelerationRules;
import dev.sagfleet.controller.inventory.ClientToken;
import dev.sagfleet.controller.inventory.Plan;
import dev.sagfleet.controller.inventory.Reading;
import dev.sagfleet.controller.sql.MetaFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that earlier releases have written. */
class InventorySchemaTest {
    /** What stands in files must stay what it was: the digests of all migrations. */
    private static final Map<String, String> RELEASED = Map.ofEntries(
            Map.entry("V1__tables.sql", "badb99e878b8a56c99a1c91e5dc07795bf405b925bca77145ed2374cda2eb13c"),
            Map.entry("V2__acceleration_rules.sql", "a4cc0b54be470be1de0c0c312cb8afdf9638443dece05c3682aeb1a677ddf21f"),
            Map.entry("V3__instances_by_plan.sql", "250689760cc4fd556df1e5c1f01e1ae9a801725aec062d271e3a74948d69bb70"),
            Map.entry("V4__applied_revisions.sql", "569240c4acaa4d13b815e7151528ef4d940cec3e29aa7bde31311d4c0c128994"),
            Map.entry(
                    "V5__devices_by_instance.sql", "02346c048ee7ca076f0225aa0d7f05786a0c64060b697d745f1fcfe36684714b"),
            Map.entry("V6__firmware_images.sql", "a8464589a425aff25925b93e896f299411a0060cdfc94120037a0ab6342ed87f"),
            Map.entry("V7__upgrades.sql", "418c1830066e6e98248c9c09a6a809eaacda1cea3e98ef92d79790d198216e80"),
            Map.entry("V8__rules_by_number.sql", "88e52700019eee5a59fb763ee157c1152ba735413d03600a338f5702ffa3f793"),
            Map.entry("V9__rollouts.sql", "27ede6b8a03864881b0e597f373fbeac30e2819ea5b79e6ca8dc31c44f43a2cf"),
            Map.entry("V10__places.sql", "237fee832e0b21545d0194a071c388bb593f524eb9581ef646b415eaafa94de0"),
            Map.entry("V11__health.sql", "1394bdb33f8422cf3f39f9c44c84b54b37ea8f72e88bc9ac6abfe5cb2c05989a"),
            Map.entry("V12__open_jobs.sql", "66c50428f2fae2552162748864a4d181899868ebdf89c59399ea3f4c593fd503"));

    private static final String PLAN = "INSERT INTO plan (id, region_id, name, megabits, lock_reason, created_millis)"
            + " VALUES ('abwp-1', 'cn-shanghai', 'shops', 20, NULL, 5)";

    @Test
    void everyMigrationIsAppliedAndIsWhatItWasWhenReleased() throws IOException, URISyntaxException {
        URL folder = requireNonNull(
                InventorySchemaTest.class.getResource('/' + InventorySchema.SCHEMA.location()), "folder");
        try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(RELEASED.keySet())
                    .hasSize(InventorySchema.SCHEMA.version())
                    .allSatisfy(name -> assertThat(digest(migration(name))).isEqualTo(RELEASED.get(name)));
        }
    }

    @Test
    void aFileOfTheFirstVersionOpensWithAllThatIsInItAndTakesRules(@TempDir Path directory) {
        Path path = directory.resolve("controller.db");
        write(
                path,
                List.of("V1__tables.sql"),
                PLAN,
                "INSERT INTO client_token"
                        + " (account, action, token, digest, request_id, response, changes, answered, created_millis)"
                        + " VALUES ('key-1', 'Associate', 'token', 'digest', 'request-1', '{}', '', TRUE, 7)");
        AccelerationRule rule = new AccelerationRule("abwpr-1", 1, "abwp-1", "eu-central-1", 5, List.of("Zoom"), 9);

        try (SqliteStore store = SqliteStore.open(path, (serial, command) -> {})) {
            save(store, transaction -> transaction.rules().save(rule));

            assertRead(store, reading -> reading.plans().find("abwp-1"))
                    .isEqualTo(Optional.of(new Plan("abwp-1", "cn-shanghai", "shops", 20, Optional.empty(), 5)));
            assertRead(store, reading -> reading.rules().of("abwp-1")).isEqualTo(List.of(rule));
            var key = new ClientToken.Key("key-1", "Associate", "token");
            assertWritten(store, transaction -> transaction.tokens().find(key, 0))
                    .isEqualTo(Optional.of(
                            new ClientToken(key, "digest", "request-1", "{}", List.of(), List.of(), true, 7)));
        }
    }

    @Test
    void aFileOfTheNewestVersionOfTheFirstReleasesGoesOn(@TempDir Path directory) {
        Path path = directory.resolve("controller.db");
        write(path, List.of("V1__tables.sql", "V2__acceleration_rules.sql", "V3__instances_by_plan.sql"), PLAN);
        AccelerationRule rule = new AccelerationRule("abwpr-1", 1, "abwp-1", "eu-central-1", 5, List.of("Zoom"), 9);

        try (SqliteStore store = SqliteStore.open(path, (serial, command) -> {})) {
            save(store, transaction -> transaction.rules().save(rule));
        }

        try (SqliteStore store = SqliteStore.open(path, (serial, command) -> {})) {
            assertRead(store, reading -> reading.plans().find("abwp-1").map(Plan::name))
                    .isEqualTo(Optional.of("shops"));
            assertRead(store, reading -> reading.rules().of("abwp-1")).isEqualTo(List.of(rule));
        }
    }

    @Test
    void whatDevicesAppliedUnderEarlierReleasesIsKnown(@TempDir Path directory) {
        Path path = directory.resolve("controller.db");
        String save = "INSERT INTO device_aspect (serial, aspect, desired, desired_revision, reported_revision,"
                + " refusal_reason, refusal_found, refusal_required) VALUES ";
        String role =
                "'{\"type\":\"ChangeRole\",\"commandId\":\"c\",\"revision\":3,\"role\":\"ACTIVE\",\"epoch\":0}', 3, ";
        write(
                path,
                List.of("V1__tables.sql", "V2__acceleration_rules.sql", "V3__instances_by_plan.sql"),
                save + "('applied', 'ROLE', " + role + "3, NULL, NULL, NULL)",
                save + "('refused', 'ROLE', " + role + "3, 'VERSION_TOO_OLD', '2.3.9', '2.4.0 or later')");

        try (SqliteStore store = SqliteStore.open(path, (serial, command) -> {})) {
            assertRead(store, reading -> appliedRole(reading, "applied")).isEqualTo(new Revision(3));
            assertRead(store, reading -> appliedRole(reading, "refused")).isEqualTo(Revision.NONE);
        }
    }

    @Test
    void rulesOfEarlierReleasesComeInTheOrderOfCreationAndNewOnesAfterThem(@TempDir Path directory) {
        Path path = directory.resolve("controller.db");
        String save = "INSERT INTO acceleration_rule"
                + " (id, plan_id, service_region_id, megabits, applications, created_millis) VALUES ";
        write(
                path,
                List.of("V1__tables.sql", "V2__acceleration_rules.sql", "V3__instances_by_plan.sql"),
                PLAN,
                save + "('abwpr-20337000000009', 'abwp-1', 'eu-central-1', 1, 'Zoom', 9)",
                save + "('abwpr-20337000000010', 'abwp-1', 'us-west-1', 1, 'Zoom', 5)",
                "INSERT INTO counter (name, value) VALUES ('rules', 10)");

        try (SqliteStore store = SqliteStore.open(path, (serial, command) -> {})) {
            save(
                    store,
                    transaction -> AccelerationRules.create(
                            transaction, "cn-shanghai", "abwp-1", "cn-hongkong", 1, List.of("Zoom"), "call", 1));

            assertRead(store, reading -> reading.rules().of("abwp-1").stream()
                            .map(AccelerationRule::number)
                            .toList())
                    .isEqualTo(List.of(9L, 10L, 11L));
        }
    }

    private static Revision appliedRole(Reading reading, String serial) {
        return reading.aspects()
                .find(new SerialNumber(serial), Aspect.ROLE)
                .orElseThrow()
                .applied();
    }

    /** Makes a file as the first releases made it, and changes it. */
    private static void write(Path path, List<String> migrations, String... changes) {
        Stream<String> made = migrations.stream()
                .flatMap(name -> Arrays.stream(migration(name).strip().split(";")));
        MetaFile.write(
                path,
                "inventory",
                migrations.size(),
                Stream.concat(made, Arrays.stream(changes)).toList());
    }

    private static String migration(String name) {
        String resource = '/' + InventorySchema.SCHEMA.location() + '/' + name;
        try (InputStream text = InventorySchemaTest.class.getResourceAsStream(resource)) {
            return new String(requireNonNull(text, resource).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String digest(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
