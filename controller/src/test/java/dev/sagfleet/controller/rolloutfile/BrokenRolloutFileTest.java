package dev.sagfleet.controller.rolloutfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sagfleet.controller.document.DocumentException;
import dev.sagfleet.controller.document.DocumentProblem;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BrokenRolloutFileTest {
    private static final String GOOD = "name: a\nimage: 2.5.0\nwaves: [{percent: 100}]\n";
    private static final String FILLINGS = "{}[]:,-#&*!|>'\"%@`?\n\t \\~0a.<=/";

    /** Each in line 4, behind a file that is good. */
    static Stream<Arguments> lines() {
        return Stream.of(
                Arguments.of("wavse: []", "4:1: unknown key: wavse"),
                Arguments.of("name: b", "4:1: duplicate key: name"),
                Arguments.of("order: by name", "4:8: order: by name (expected: spread, site by site, listed)"),
                Arguments.of("order: listed", "4:8: order: listed, without a list"),
                Arguments.of("targets: {models: [SAG-1001]}", "4:20: models: SAG-1001"),
                Arguments.of("targets: {models: [APP, APP]}", "4:25: models: APP (expected: each once)"),
                Arguments.of("targets: {version: newer}", "4:20: version: newer"),
                Arguments.of("targets: {tags: {ring: []}}", "4:24: ring: 0 in the list (expected: 1 to 100)"),
                Arguments.of("targets: {devices: [a b]}", "4:21: devices: a b"),
                Arguments.of("advance: {success: 101%}", "4:20: success: 101%"),
                Arguments.of("advance: {success: 0%}", "4:20: success: 0%"),
                Arguments.of("advance: {success: 95}", "4:20: success: 95 (expected: a percentage of more than 0%"),
                Arguments.of("halt: {least: 0}", "4:15: least: 0"),
                Arguments.of(
                        "halt: {failures: 10%}",
                        "4:7: halt at 10% failures, advance at 95% success (expected: at most 5% failures"),
                Arguments.of("inconclusive: wait", "4:15: inconclusive: wait (expected: hold, halt)"),
                Arguments.of("silence: {offered: 3 days}", "4:20: offered: 3 days"),
                Arguments.of("silence: {trial: 0}", "4:18: trial: 0"),
                Arguments.of("late: join", "4:7: late: join"),
                Arguments.of("window: {for: 2h}", "4:9: missing key: cron"),
                Arguments.of("window: {cron: \"0 2 * *\", for: 2h}", "4:16: cron: \"0 2 * *\""),
                Arguments.of(
                        "window: {cron: \"0 0 2 30 2 ?\", for: 2h}",
                        "4:16: cron: \"0 0 2 30 2 ?\" (expected: a time that comes"),
                Arguments.of(
                        "window: {cron: \"0 0 2 1 1 ? 2025\", for: 2h}",
                        "4:16: cron: \"0 0 2 1 1 ? 2025\" (expected: a time that comes: this one never does after 2026-12"),
                Arguments.of("window: {cron: \"0 0 2 * * ?\", for: 2h, zone: Mars/Base}", "4:46: zone: Mars/Base"),
                Arguments.of("window: {cron: \"0 0 2 * * ?\", for: 90s}", "4:36: for: 90s (expected: whole minutes"),
                Arguments.of("pace: {perMinute: 0}", "4:19: perMinute: 0"),
                Arguments.of("pace: {egress: 400}", "4:16: egress: 400"),
                Arguments.of("pace: {perSite: 5, inFlight: 2}", "4:7: perSite: 5, inFlight: 2"),
                Arguments.of("retries: {wait: 4h..10m}", "4:17: wait: 4h..10m"),
                Arguments.of("retries: {boot: -1}", "4:17: boot: -1"),
                Arguments.of("priority: 10", "4:11: priority: 10"),
                Arguments.of("rollback: {when: always}", "4:18: when: always (expected: never, halted)"),
                Arguments.of("end: {then: stop}", "4:6: missing key: after"),
                Arguments.of("health: {offered: 80%, over: 1h}", "4:19: offered: 80%"),
                Arguments.of("objectives: [p90 done <= 1d]", "4:14: objectives: p90 done <= 1d"),
                Arguments.of("objectives: [p101 finish <= 1d]", "4:14: objectives: p101 finish <= 1d"),
                Arguments.of(
                        "objectives: [p90 finish <= 2d, p90 finish >= 3d]",
                        "4:32: objectives: p90 finish >= 3d (expected: one that can hold beside p90 finish <= 2d)"),
                Arguments.of(
                        "objectives: [p50 failed >= 10, p90 failed <= 9]",
                        "4:32: objectives: p90 failed <= 9 (expected: one that can hold beside p50 failed >= 10)"));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void badValueIsFoundWhereItStands(String line, String message) {
        assertThatExceptionOfType(DocumentException.class)
                .isThrownBy(() -> read(GOOD + line))
                .withMessageStartingWith("r.yaml:" + message)
                .satisfies(refused -> assertThat(refused.problems()).hasSize(1));
    }

    static Stream<Arguments> waves() {
        return Stream.of(
                Arguments.of("[]", "3:8: waves: 0 in the list (expected: 1 to 100)"),
                Arguments.of("[{soak: 1h}]", "3:9: no size (expected: count or percent in each wave)"),
                Arguments.of("[{count: 3, percent: 10}]", "3:29: percent beside count"),
                Arguments.of("[{count: 0}]", "3:17: count: 0"),
                Arguments.of("[{percent: 0}]", "3:19: percent: 0"),
                Arguments.of("[{percent: 50}, {percent: 10}]", "3:34: percent: 10 (expected: more than the 50%"),
                Arguments.of("[{percent: 50}, {percent: 50}]", "3:34: percent: 50 (expected: more than the 50%"),
                Arguments.of("[{percent: 100}, {count: 5}]", "3:25: wave after 100%"),
                Arguments.of("[{percent: 100, name: " + "x".repeat(65) + "}]", "3:30: name: xxx"),
                Arguments.of("[{count: 3, name: a}, {count: 3, name: a}]", "3:47: name: a (expected: a name that no"),
                Arguments.of(
                        "[{count: 3, halt: {least: 4}}]",
                        "3:26: least: 4 of a wave of 3 (expected: a number of failures that the wave can have)"),
                Arguments.of(
                        "[{percent: 100, success: 99%}]",
                        "3:33: halt at 5% failures, advance at 99% success (expected: at most 1% failures"));
    }

    @ParameterizedTest
    @MethodSource("waves")
    void wavesThatCannotBeAreFoundWhereTheyStand(String waves, String message) {
        assertThatExceptionOfType(DocumentException.class)
                .isThrownBy(() -> read("name: a\nimage: 2.5.0\nwaves: " + waves))
                .withMessageContaining("r.yaml:" + message);
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnceInTheOrderOfTheFile() {
        DocumentException refused = catchThrowableOfType(
                DocumentException.class,
                () -> read(
                        """
                        nmae: 2.5.0
                        image: two
                        waves:
                          - {percent: 50, soak: long}
                          - {percent: 10, aprove: true}
                          - {count: many}
                        silence: {offered: 3w, download: 12h, trial: none}
                        window: {cron: never, for: 1s, zone: here}
                        pace: fast
                        priority: 5
                        priority: 6
                        """));

        assertThat(refused.problems())
                .extracting(DocumentProblem::toString)
                .extracting(text -> text.substring(0, text.indexOf(' ')))
                .containsExactly(
                        "1:1:", "1:1:", "2:8:", "4:25:", "5:15:", "5:19:", "6:13:", "7:20:", "7:46:", "8:16:", "8:28:",
                        "8:38:", "9:7:", "11:1:");
        assertThat(String.valueOf(refused.getMessage()).lines())
                .hasSize(14)
                .allMatch(line -> line.startsWith("r.yaml:"));
    }

    @Test
    void aNameIsNotTooLong() {
        assertThatExceptionOfType(DocumentException.class)
                .isThrownBy(() -> read(GOOD.replace("name: a", "name: " + "a".repeat(129))))
                .withMessageContaining("1:7: name: aaa")
                .withMessageContaining("(expected: 1 to 128 characters in one line)");
    }

    @Test
    void aRolloutDoesNotEndBeforeItsLastWaveMayOpen() {
        String waves = "waves: [{percent: 10, soak: 5d}, {percent: 100, soak: 9d}]";

        read(GOOD.replace("waves: [{percent: 100}]", waves) + "end: {after: 121h}");
        assertThatExceptionOfType(DocumentException.class)
                .isThrownBy(() -> read(GOOD.replace("waves: [{percent: 100}]", waves) + "end: {after: 5d}"))
                .withMessageContaining("4:6: end after 5d (expected: more than 5d");
    }

    @Test
    void aWindowIsNotShorterThanAnyInstallOfItsModels() {
        String window = "window: {cron: \"0 0 2 * * ?\", for: 1m}";

        read(GOOD + "targets: {models: [SAG-1000, APP]}\n" + window);
        assertThatExceptionOfType(DocumentException.class)
                .isThrownBy(() -> read(GOOD + "targets: {models: [SAG-1000]}\n" + window))
                .withMessageContaining("5:36: for: 1m (expected: 2m or more: no install is shorter)");
    }

    @Test
    void brokenTextIsRefusedAndNothingElse() {
        for (long seed = 1; seed <= 3_000; seed++) {
            String text = damaged(new SplittableRandom(seed));
            try {
                read(text);
            } catch (DocumentException e) {
                assertThat(e.problems()).as("seed %d", seed).isNotEmpty();
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + ":\n" + text, e);
            }
        }
    }

    private static String damaged(SplittableRandom random) {
        StringBuilder text = new StringBuilder(RolloutFileTest.WHOLE);
        for (int i = random.nextInt(1, 6); i > 0; i--) {
            int at = random.nextInt(text.length());
            int until = random.nextInt(3) == 0 ? Math.min(text.length(), at + random.nextInt(1, 40)) : at;
            text.replace(at, until, String.valueOf(FILLINGS.charAt(random.nextInt(FILLINGS.length()))));
        }
        return text.toString();
    }

    private static void read(String text) {
        RolloutFile.parse("r.yaml", text, RolloutFileTest.NOW);
    }
}
