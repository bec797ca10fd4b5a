package dev.sagfleet.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.controller.server.ControllerConfig;
import dev.sagfleet.simulator.fleet.FleetDefinition;
import dev.sagfleet.simulator.world.Conditions;
import dev.sagfleet.simulator.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Rehearsals with the fleet of a controller that runs in the process of the test. */
@Timeout(60)
class RehearseFromTest {
    private static final String AT = "2026-12-01T00:00:00Z";
    private static final Pattern HASH = Pattern.compile("hash ([0-9a-f]{64})");
    private static final String FLEET =
            """
            instances:
              - {model: SAG-100WM, count: 6, bandwidth: 20, firmware: 2.4.0, tags: {ring: a}, zones: Europe/Berlin}
              - {model: SAG-1000, count: 2, bandwidth: 200, firmware: 2.4.0, ha: warm_backup, batches: B}
              - {model: APP, count: 1, users: 3, firmware: 2.4.0}
            """;

    private static World world;
    private static Path directory;
    private static Path data;

    @BeforeAll
    static void start(@TempDir Path empty) throws IOException {
        directory = empty;
        data = directory.resolve("data");
        var fleet = new FleetDefinition("test.yaml", FLEET, FleetDefinition.SEED_DEFAULT);
        world = World.start(
                ControllerConfig.in(data).withPorts(0, 0),
                Optional.empty(),
                Optional.of(fleet),
                fleet,
                Conditions.DEFAULT);
        assertThat(CommandLineRun.of("wait", "--endpoint", endpoint(), "--data", data.toString())
                        .exitCode())
                .isZero();
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    private static String endpoint() {
        return "http://127.0.0.1:" + world.controller().apiPort();
    }

    private static String serial(int instance) {
        return world.blueprint()
                .instances()
                .get(instance)
                .devices()
                .get(0)
                .serial()
                .text();
    }

    private static Path file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    private static Path rollout() throws IOException {
        return file(
                "rollout.yaml",
                """
                name: to those who are there
                image: 2.5.0
                targets: {models: [SAG-100WM, SAG-1000]}
                waves: [{name: canary, count: 2, soak: 1h}, {percent: 100}]
                silence: {offered: 60d}
                """);
    }

    private static CommandLineRun rehearse(Path rollout, String... flags) {
        List<String> line = new ArrayList<>(List.of("rehearse", rollout.toString(), "--data", data.toString()));
        line.addAll(List.of(flags));
        if (!line.contains("--firmware-faults")) {
            line.addAll(List.of("--firmware-faults", "none"));
        }
        return CommandLineRun.of(line.toArray(String[]::new));
    }

    private static String hash(CommandLineRun run) {
        Matcher matcher = HASH.matcher(run.out());
        assertThat(matcher.find()).as(run.toString()).isTrue();
        return matcher.group(1);
    }

    @Test
    void theFleetOfAControllerIsRehearsedAsItStands() throws IOException {
        CommandLineRun.of("device", serial(0), "offline", "--endpoint", endpoint(), "--data", data.toString());

        CommandLineRun run = rehearse(rollout(), "--from", endpoint(), "--at", AT, "--size", "1MiB");

        assertThat(run.errors()).isEmpty();
        assertThat(run.exitCode()).isEqualTo(ExitCodes.DONE);
        assertThat(run.out())
                .contains("13 devices of " + endpoint() + " at ", "; 1 of them offline")
                .contains("2.5.0, which the catalogue has not: one of 1 MiB for all models")
                .contains("finished", "10 succeeded");
        CommandLineRun offline =
                rehearse(rollout(), "--from=" + endpoint(), "--at", AT, "--size", "1MiB", "--explain", serial(0));
        assertThat(hash(offline)).isEqualTo(hash(run));
        assertThat(offline.out()).containsPattern("2026-12-[0-9T:.]+Z " + serial(0) + " online with 2.4.0");
        assertThat(hash(rehearse(rollout(), "--from", endpoint(), "--at", AT, "--away", "none")))
                .isNotEqualTo(hash(run));
    }

    @Test
    void tagsZonesBatchesAndPairsAreThoseOfTheController() throws IOException {
        Path ring = file(
                "ring.yaml",
                """
                name: ring a in its nights
                image: 2.5.0
                targets: {tags: {ring: a}}
                waves: [{percent: 100}]
                window: {cron: "0 0 2 ? * *", for: 2h, zone: device}
                silence: {offered: 60d}
                """);

        CommandLineRun run = rehearse(ring, "--at", AT, "--away", "none", "--explain", serial(1));

        assertThat(run.out())
                .contains("6 succeeded")
                .containsPattern("2026-12-01T01:[0-9:.]+Z " + serial(1) + " 2.5.0 attempt 1 ordered");
        Path batch = file("batch.yaml", "batches: {B: {check: 100%}}\n");
        CommandLineRun bad = rehearse(
                rollout(), "--from", endpoint(), "--at", AT, "--away", "none", "--firmware-faults", batch.toString());
        assertThat(bad.errors()).isEmpty();
        assertThat(bad.out()).contains("halted");
        Path nowhere = file("nowhere.yaml", "sites: {nowhere: {check: 1%}}\n");
        rehearse(rollout(), "--firmware-faults", nowhere.toString()).assertIsBadUsage("unknown site nowhere");
    }

    @Test
    void aRolloutOfHawkbitIsTriedWithTheFleetThatThereIs() throws IOException {
        Path hawkbit = file("hawkbit.json", "{\"name\": \"a\", \"targetFilterQuery\": \"id==*\", \"amountGroups\": 2}");

        CommandLineRun run = rehearse(hawkbit, "--from", endpoint(), "--at", AT, "--as", "hawkbit", "--away", "none");

        assertThat(run.errors()).isEmpty();
        assertThat(run.out())
                .contains(
                        "13 devices of ", " of hawkBit: thresholds are of the whole group", "finished", "13 succeeded");
    }

    @Test
    void whatIsWrongIsNamed() throws IOException {
        int port = CommandLineRun.unusedPort();
        rehearse(rollout(), "--from", "http://127.0.0.1:" + port).assertFoundNoController(port);
        rehearse(rollout(), "--from", "ftp://there:1")
                .assertIsBadUsage("--from: ftp://there:1 (expected: http://HOST:PORT or HOST:PORT)");
        rehearse(rollout(), "--from", "--resume").assertIsBadUsage("--from beside --resume");
        rehearse(rollout(), "--fleet", "fleet.yaml").assertIsBadUsage("--fleet or --devices beside a controller");
        rehearse(rollout(), "--resume", "--at", AT).assertIsBadUsage("--at beside --resume");
        rehearse(rollout(), "--resume")
                .assertIsBadUsage("rollout: to those who are there (expected: one that is there");
        rehearse(Path.of("ro-7"), "--resume").assertIsBadUsage("rollout: ro-7 (expected: one that is there");
        CommandLineRun.of(
                        "rehearse",
                        rollout().toString(),
                        "--from",
                        endpoint(),
                        "--data",
                        directory.resolve("elsewhere").toString())
                .assertIsBadUsage("no credentials in ");
    }
}
