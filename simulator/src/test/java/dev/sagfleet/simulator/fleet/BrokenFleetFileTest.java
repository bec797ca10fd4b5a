package dev.sagfleet.simulator.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sagfleet.controller.document.DocumentException;
import dev.sagfleet.controller.document.YamlDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BrokenFleetFileTest {
    private static final String KEYS = "model, count, ha, users, bandwidth, userBandwidth, firmware, mixed, load,"
            + " sites, regions, zones, batches, tags";
    private static final String REGIONS = "cn-hangzhou, cn-shanghai, cn-shanghai-finance-1, cn-hongkong, "
            + "ap-southeast-1, ap-southeast-2, ap-southeast-3, ap-southeast-5, ap-northeast-1, eu-central-1";
    private static final String FILLINGS = "{}[]:,-#&*!|>'\"%@`?\n\t \\~0a.<=\u0085\u2028\uFEFF\uD83D ";
    private static final String VERSION = "a version, as 2.4.0, or a mapping from versions to percentages";

    static Stream<Arguments> files() {
        return Stream.of(
                Arguments.of("", "1:1: fleet file: empty (expected: a mapping with instances)"),
                Arguments.of("# nothing\n", "1:1: fleet file: empty (expected: a mapping with instances)"),
                Arguments.of("---\n", "2:1: fleet file: nothing (expected: a mapping)"),
                Arguments.of("- a", "1:1: fleet file: a list (expected: a mapping)"),
                Arguments.of(
                        "a: b: c",
                        "1:5: broken YAML: mapping values are not allowed here (expected: well-formed YAML)"),
                Arguments.of(
                        "a: [1\nb: 2",
                        "2:2: broken YAML: while parsing a flow sequence, expected ',' or ']', but got :"
                                + " (expected: well-formed YAML)"),
                Arguments.of(
                        "region: cn-shanghai\n---\nregion: x",
                        "2:1: broken YAML: expected a single document in the stream, but found another document"
                                + " (expected: well-formed YAML)"),
                Arguments.of(
                        "a: &x [1]\nb: *x\n",
                        "2:6: broken YAML: Number of aliases for non-scalar nodes exceeds the specified max=0"
                                + " (expected: well-formed YAML)"),
                Arguments.of(
                        "a: !!java.io.File [x]",
                        "1:4: broken YAML: found a tag, tag:yaml.org,2002:java.io.File (expected: well-formed YAML)"),
                Arguments.of(
                        "a: !!int 3",
                        "1:4: broken YAML: found a tag, tag:yaml.org,2002:int (expected: well-formed YAML)"),
                Arguments.of("a: !env NAME", "1:4: broken YAML: found a tag, !env (expected: well-formed YAML)"),
                Arguments.of(
                        "a: [[[[[[[[9]]]]]]]]",
                        "1:21: broken YAML: Nesting Depth exceeded max 8 (expected: well-formed YAML)"),
                Arguments.of(
                        "a: \"\\UFFFFFFFF\"",
                        "1:7: broken YAML: For input string: \"FFFFFFFF\" under radix 16 (expected: well-formed YAML)"),
                Arguments.of("a: 1\r\nb: x\u0007", "2:5: character: U+0007 (expected: printable UTF-8 text)"),
                Arguments.of(
                        "regoin: x",
                        "1:1: unknown key: regoin (expected: one of region, ccn, plans, instances, delays, firmwareFaults)"),
                Arguments.of(
                        "ccn: {name: ab}\n  \nccn: {name: ab}", "3:1: duplicate key: ccn (expected: each key once)"),
                Arguments.of("[a]: b", "1:1: key: a list (expected: 1 to 100 characters in one line)"),
                Arguments.of("plans: []", "1:1: missing key: instances (expected: instances in fleet file)"),
                Arguments.of("region: cn-beijing", "1:9: region: cn-beijing (expected: one of " + REGIONS + ")"),
                Arguments.of("region: [cn-shanghai]", "1:9: region: a list (expected: one of " + REGIONS + ")"),
                Arguments.of("ccn: branch", "1:6: ccn: branch (expected: a mapping)"),
                Arguments.of("ccn: {}", "1:6: missing key: name (expected: name in ccn)"),
                Arguments.of("ccn: {name: a}", "1:13: name: a (expected: 2 to 100 characters in one line)"),
                Arguments.of(
                        "ccn: {name: \"a\\nb\"}", "1:13: name: \"a b\" (expected: 2 to 100 characters in one line)"),
                Arguments.of("plans: hq", "1:8: plans: hq (expected: a list)"),
                Arguments.of("plans:\n - hq", "2:4: plans: hq (expected: a mapping)"),
                Arguments.of(
                        "plans:\n - name: hq\n   bandwidth: 10001",
                        "3:15: bandwidth: 10001 (expected: a whole number of Mbit/s from 1 to 10000)"),
                Arguments.of(
                        "plans: [{name: hq, bandwidth: 1}, {name: hq, bandwidth: 2}]",
                        "1:42: name: hq (expected: a name that no other plan has)"));
    }

    static Stream<Arguments> groups() {
        return Stream.of(
                Arguments.of("{}", "2:5: missing key: model (expected: model in instances)"),
                Arguments.of(
                        "{model: SAG-9}", "2:13: model: SAG-9 (expected: one of SAG-100WM, SAG-1000, SAG-VCPE, APP)"),
                Arguments.of("{bandwith: 1}", "2:6: unknown key: bandwith (expected: one of " + KEYS + ")"),
                Arguments.of(
                        "{model: APP, count: 0}",
                        "2:25: count: 0 (expected: a whole number of instances from 1 to 1000000)"),
                Arguments.of(
                        "{model: APP, count: \"6\"}",
                        "2:25: count: \"6\" (expected: a whole number of instances from 1 to 1000000)"),
                Arguments.of(
                        "{model: APP, count: 010}",
                        "2:25: count: 010 (expected: a whole number of instances from 1 to 1000000)"),
                Arguments.of(
                        "{model: APP, count: }",
                        "2:24: count: nothing (expected: a whole number of instances from 1 to 1000000)"),
                Arguments.of("{model: APP, count: 1}", "2:5: missing key: users (expected: users in instances)"),
                Arguments.of(
                        "{model: APP, count: 1, users: 1001}",
                        "2:35: users: 1001 (expected: a whole number of users from 1 to 1000)"),
                Arguments.of(
                        "{model: APP, count: 1, users: 1, bandwidth: 2}",
                        "2:38: key: bandwidth (expected: userBandwidth, in Kbit/s, for APP)"),
                Arguments.of(
                        "{model: APP, count: 1, users: 1, userBandwidth: 20001}",
                        "2:53: userBandwidth: 20001 (expected: a whole number of Kbit/s from 1 to 20000)"),
                Arguments.of(
                        "{model: APP, count: 1, users: 1, ha: no_backup}", "2:38: key: ha (expected: no ha for APP)"),
                Arguments.of(
                        "{model: SAG-VCPE, count: 1, ha: warm_backup}", "2:33: key: ha (expected: no ha for SAG-VCPE)"),
                Arguments.of(
                        "{model: SAG-1000, count: 1, ha: cold_backup}",
                        "2:37: ha: cold_backup (expected: one of no_backup, warm_backup for SAG-1000)"),
                Arguments.of(
                        "{model: SAG-100WM, count: 1, ha: hot}",
                        "2:38: ha: hot (expected: one of no_backup, cold_backup, warm_backup for SAG-100WM)"),
                Arguments.of(
                        "{model: SAG-100WM, count: 1, users: 1}", "2:34: key: users (expected: users for APP only)"),
                Arguments.of(
                        "{model: SAG-100WM, count: 1, userBandwidth: 1}",
                        "2:34: key: userBandwidth (expected: bandwidth, in Mbit/s, for SAG-100WM)"),
                Arguments.of(
                        "{model: SAG-100WM, count: 1}",
                        "2:5: missing key: bandwidth (expected: bandwidth in instances)"),
                Arguments.of(
                        "{model: SAG-100WM, count: 1, bandwidth: 51}",
                        "2:45: bandwidth: 51 (expected: a whole number of Mbit/s from 2 to 50)"),
                Arguments.of(
                        "{model: SAG-1000, count: 1, bandwidth: 10.5}",
                        "2:44: bandwidth: 10.5 (expected: a whole number of Mbit/s from 10 to 500)"),
                Arguments.of(
                        "{model: SAG-1000, count: 1, bandwidth: 10}",
                        "2:5: missing key: firmware (expected: firmware in instances)"));
    }

    static Stream<Arguments> endsOfAGroup() {
        return Stream.of(
                Arguments.of("firmware: new", "5:15: firmware: new (expected: " + VERSION + ")"),
                Arguments.of("firmware: [2.4]", "5:15: firmware: a list (expected: " + VERSION + ")"),
                Arguments.of("firmware: {}", "5:15: firmware: 0% in all (expected: 100%)"),
                Arguments.of("firmware: {2.4.0: 90%}", "5:15: firmware: 90% in all (expected: 100%)"),
                Arguments.of("firmware: {2.4.0: 60, 2.5: 50%}", "5:15: firmware: 110% in all (expected: 100%)"),
                Arguments.of("firmware: {2.4.0: 0%, 2.5: 100}", "5:23: 2.4.0: 0% (expected: 1% to 100%)"),
                Arguments.of("firmware: {2.4.0: 33.3%}", "5:23: 2.4.0: 33.3% (expected: 1% to 100%)"),
                Arguments.of("firmware: {2.x: 100}", "5:16: key: 2.x (expected: " + VERSION + ")"),
                Arguments.of(
                        "firmware: {2.4: 50, 2.4.0: 50}",
                        "5:25: duplicate version: 2.4.0 (expected: each version once; 2.4 is 2.4.0)"),
                Arguments.of("firmware: 2.4\n    mixed: yes", "6:12: mixed: yes (expected: true or false)"),
                Arguments.of("firmware: 2.4\n    load: 40", "6:11: load: 40 (expected: a mapping)"),
                Arguments.of(
                        "firmware: 2.4\n    load: {accelerated: 4}",
                        "6:11: missing key: other (expected: other in load)"),
                Arguments.of(
                        "firmware: 2.4\n    load: {accelerated: -1, other: 1}",
                        "6:25: accelerated: -1 (expected: a number of Mbit/s from 0 to 10000)"),
                Arguments.of(
                        "firmware: 2.4\n    load: {accelerated: 1, other: 10000.1}",
                        "6:35: other: 10000.1 (expected: a number of Mbit/s from 0 to 10000)"),
                Arguments.of(
                        "firmware: 2.4\n  - {model: APP, count: 1000, users: 1000, firmware: 2.4}",
                        "6:25: devices: 1000001 up to here (expected: at most 1000000)"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void aBrokenFileIsRefusedWithThePlace(String text, String expected) {
        assertRefused(text, expected);
    }

    @ParameterizedTest
    @MethodSource("groups")
    void aBrokenGroupIsRefusedWithThePlace(String group, String expected) {
        assertRefused("instances:\n  - " + group, expected);
    }

    @ParameterizedTest
    @MethodSource("endsOfAGroup")
    void aBrokenEndOfAGroupIsRefusedWithThePlace(String end, String expected) {
        assertRefused("instances:\n  - model: SAG-1000\n    count: 1\n    bandwidth: 10\n    " + end, expected);
    }

    @Test
    void aHugeTextIsRefused() {
        assertRefused(
                "- ab\n".repeat(300_000),
                "209717:1: broken YAML: The incoming YAML document exceeds the limit: 1048576 code points."
                        + " (expected: well-formed YAML)");
    }

    @Test
    void aHugeFileAndOneThatIsNotTextAreRefusedByTheirPath(@TempDir Path folder) throws IOException {
        Path huge = Files.write(folder.resolve("huge.yaml"), new byte[YamlDocument.SIZE_MAX + 1]);
        Path latin1 = Files.write(folder.resolve("latin1.yaml"), new byte[] {'a', ':', '\n', 'b', (byte) 0xE9, 'c'});
        Path cut = Files.write(folder.resolve("cut.yaml"), new byte[] {'a', ':', (byte) 0xE4, (byte) 0xB8});

        assertThatExceptionOfType(DocumentException.class)
                .isThrownBy(() -> FleetFile.read(huge))
                .withMessage(huge + ":1:1: fleet file: too large (expected: at most 1048576 bytes)");
        assertThatExceptionOfType(DocumentException.class)
                .isThrownBy(() -> FleetFile.read(latin1))
                .withMessage(latin1 + ":2:2: bytes: not UTF-8 (expected: printable UTF-8 text)");
        assertThatExceptionOfType(DocumentException.class)
                .isThrownBy(() -> FleetFile.read(cut))
                .withMessage(cut + ":1:3: bytes: not UTF-8 (expected: printable UTF-8 text)");
    }

    @Test
    void aLongValueIsCutShort() {
        String message = assertThatExceptionOfType(DocumentException.class)
                .isThrownBy(() -> FleetFile.parse("fleet.yaml", "region: " + "x".repeat(1000)))
                .actual()
                .getMessage();

        assertThat(message).startsWith("fleet.yaml:1:9: region: " + "x".repeat(60) + "... (expected: ");
    }

    @Test
    void whateverIsWrongWithAFileItIsSaidInOneLineWithAPlace() {
        long seed = 5;
        RandomGenerator random = new SplittableRandom(seed);
        for (int i = 0; i < 20_000; i++) {
            String text = damaged(FleetFileTest.EXAMPLE, random);
            try {
                FleetFile.parse("fleet.yaml", text);
            } catch (DocumentException e) {
                assertThat(e.getMessage())
                        .as("seed %d: %s", seed, text)
                        .matches("fleet\\.yaml:[1-9][0-9]*:[1-9][0-9]*: .* \\(expected: .*\\)");
            }
        }
    }

    private static String damaged(String text, RandomGenerator random) {
        StringBuilder damaged = new StringBuilder(text);
        for (int left = random.nextInt(1, 4); left > 0; left--) {
            int at = random.nextInt(damaged.length());
            int end = Math.min(damaged.length(), at + random.nextInt(12));
            int filling = random.nextInt(FILLINGS.length());
            damaged.replace(at, end, FILLINGS.substring(filling, filling + random.nextInt(2)));
        }
        return damaged.toString();
    }

    static void assertRefused(String text, String expected) {
        assertThatExceptionOfType(DocumentException.class)
                .isThrownBy(() -> FleetFile.parse("fleet.yaml", text))
                .withMessage("fleet.yaml:" + expected);
    }
}
