package dev.sagfleet.simulator.fleet;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BrokenDelaysTest {
    private static final String DURATION = "0 or a whole number of ms, s or m, as 250ms";
    private static final String DELAY = DURATION + ", or {from, to}, or {median, p99}";

    static Stream<Arguments> sections() {
        return Stream.of(
                Arguments.of("[]", "2:9: delays: a list (expected: a mapping)"),
                Arguments.of(
                        "{SAG-9: {}}",
                        "2:10: unknown key: SAG-9 (expected: one of SAG-100WM, SAG-1000, SAG-VCPE, APP)"),
                Arguments.of("{APP: 2s}", "2:15: APP: 2s (expected: a mapping)"),
                Arguments.of(
                        "{APP: {start: 2s}}",
                        "2:16: unknown key: start (expected: one of boot, connect, associate, dissociate,"
                                + " changeBandwidth, changeRole, verify, install)"));
    }

    static Stream<Arguments> delays() {
        return Stream.of(
                Arguments.of("2", "2:22: boot: 2 (expected: " + DELAY + ")"),
                Arguments.of("[2s]", "2:22: boot: a list (expected: " + DELAY + ")"),
                Arguments.of("61m", "2:22: boot: 61m (expected: 0 to 60m)"),
                Arguments.of("{}", "2:22: missing key: median (expected: median in boot)"),
                Arguments.of("{mean: 2s}", "2:23: unknown key: mean (expected: one of from, to, median, p99)"),
                Arguments.of("{from: 2s}", "2:22: missing key: to (expected: to in boot)"),
                Arguments.of("{to: 2s}", "2:22: missing key: from (expected: from in boot)"),
                Arguments.of("{from: 2s, p99: 3s}", "2:33: unknown key: p99 (expected: one of from, to)"),
                Arguments.of("{from: 2, to: 3s}", "2:29: from: 2 (expected: " + DURATION + ")"),
                Arguments.of("{from: 2s, to: 1999ms}", "2:37: to: 1999ms (expected: 2s to 60m)"),
                Arguments.of("{median: 2s}", "2:22: missing key: p99 (expected: p99 in boot)"),
                Arguments.of("{median: 0, p99: 1s}", "2:31: median: 0 (expected: 1ms to 60m)"),
                Arguments.of("{median: 2s, p99: 1s}", "2:40: p99: 1s (expected: 2s to 60m)"),
                Arguments.of("{median: 2s, p99: 999999999m}", "2:40: p99: 999999999m (expected: 2s to 60m)"));
    }

    @ParameterizedTest
    @MethodSource("sections")
    void aBrokenSectionIsRefusedWithThePlace(String delays, String expected) {
        assertRefused(delays, expected);
    }

    @ParameterizedTest
    @MethodSource("delays")
    void aBrokenDelayIsRefusedWithThePlace(String boot, String expected) {
        assertRefused("{APP: {boot: " + boot + "}}", expected);
    }

    private static void assertRefused(String delays, String expected) {
        String text = "instances: [{model: APP, count: 1, users: 1, firmware: 2.4.0}]\ndelays: " + delays;

        BrokenFleetFileTest.assertRefused(text, expected);
    }
}
