package dev.sagfleet.agent.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each row is a golden file with one thing changed, or a frame of its own, and what is said about it. */
class MalformedFrameTest {
    private static final String NO_OBJECT = "frame: no JSON object (expected: one JSON object)";
    private static final String NO_JSON = "frame: not JSON, or a member twice (expected: one JSON object)";
    private static final String TOO_DEEP =
            "frame: too deep, or a number too long (expected: at most 8 levels and 20 digits)";

    static Stream<Arguments> frames() {
        return Stream.of(
                arguments("", NO_OBJECT),
                arguments("   ", NO_OBJECT),
                arguments("[]", NO_OBJECT),
                arguments("[{\"type\": \"Welcome\"}]", NO_OBJECT),
                arguments("null", NO_OBJECT),
                arguments("\"Hello\"", NO_OBJECT),
                arguments("17", NO_OBJECT),
                arguments("Hello", NO_JSON),
                arguments("{", NO_JSON),
                arguments("{\"epoch\": 1", NO_JSON),
                arguments("{'epoch': 1}", NO_JSON),
                arguments("{\"epoch\": 01}", NO_JSON),
                arguments("{\"epoch\": NaN}", NO_JSON),
                arguments("{\"epoch\": 1,}", NO_JSON),
                arguments("{\"epoch\": 1} // one", NO_JSON),
                arguments("{\"epoch\": 1}{\"epoch\": 1}", NO_JSON),
                arguments("{\"epoch\": 1} x", NO_JSON),
                arguments("{\"epoch\": 1, \"epoch\": 1}", NO_JSON),
                arguments("{\"epoch\": 1, \"a\": {\"b\": 1, \"b\": 1}}", NO_JSON),
                arguments("{\"a\": \"\u0000\"}", NO_JSON),
                arguments("{\"a\": " + "[".repeat(8) + "]".repeat(8) + "}", TOO_DEEP),
                arguments("[".repeat(60_000), TOO_DEEP),
                arguments("{\"a\": ".repeat(10_000), TOO_DEEP),
                arguments("{\"epoch\": 100000000000000000000}", TOO_DEEP),
                arguments("{}", "epoch: missing (expected: a whole number from 0)"),
                arguments("{\"epoch\": null}", "epoch: null (expected: a whole number from 0)"),
                arguments("{\"epoch\": \"1\"}", "epoch: \"1\" (expected: a whole number from 0)"),
                arguments("{\"epoch\": -1}", "epoch: -1 (expected: a whole number from 0)"),
                arguments("{\"epoch\": 1.0}", "epoch: 1.0 (expected: a whole number from 0)"),
                arguments("{\"epoch\": 1e3}", "epoch: 1000.0 (expected: a whole number from 0)"),
                arguments(
                        "{\"epoch\": 9223372036854775808}",
                        "epoch: 9223372036854775808 (expected: a whole number from 0)"),
                arguments("{\"epoch\": [1, 2]}", "epoch: [1,2] (expected: a whole number from 0)"),
                arguments("{\"epoch\": 1}", "type: missing (expected: a string)"),
                arguments("{\"epoch\": 1, \"type\": 5}", "type: 5 (expected: a string)"),
                arguments(
                        "{\"epoch\": 1, \"type\": \"" + "x".repeat(60_000) + "\"}",
                        "type: \"" + "x".repeat(39) + "... (expected: a message from %s)"));
    }

    static Stream<Arguments> uplink() {
        return Stream.of(
                changed("Hello", "\"Hello\"", "\"Welcome\"", "type: \"Welcome\" (expected: a message from a device)"),
                changed("Hello", "\"Hello\"", "\"hello\"", "type: \"hello\" (expected: a message from a device)"),
                changed(
                        "Hello",
                        "SAG-100WM",
                        "sag-100wm",
                        "model: \"sag-100wm\" (expected: SAG-100WM, SAG-1000, SAG-VCPE or APP)"),
                changed("Hello", "\"serial\"", "\"sn\"", "serial: missing (expected: a string)"),
                changed(
                        "Hello",
                        "sag62x0225024711",
                        "no such",
                        "serialNumber: no such (expected: 1 to 64 of A-Z a-z 0-9 _ -)"),
                changed(
                        "Hello",
                        "sag62x0225024711",
                        "s".repeat(65),
                        "serialNumber: " + "s".repeat(40) + "... (expected: 1 to 64 of A-Z a-z 0-9 _ -)"),
                changed(
                        "Hello",
                        "sag62x0225024711",
                        "a\\r\\nb",
                        "serialNumber: a??b (expected: 1 to 64 of A-Z a-z 0-9 _ -)"),
                changed("Hello", "2.4.0", "2.4.x", "version: 2.4.x (expected: 1 to 8 dotted numbers, as in 2.4.0)"),
                changed("Hello", "\"2.4.0\"", "2.4", "firmware: 2.4 (expected: a string)"),
                changed("Hello", "boot-17", "", "bootId: 0 characters (expected: 1 to 64)"),
                changed("Hello", "boot-17", "b".repeat(65), "bootId: 65 characters (expected: 1 to 64)"),
                changed("Hello", "boot-17", "a\\nb", "bootId: characters that cannot be printed (expected: none)"),
                changed("Hello", "boot-17", "\\ud800", "bootId: characters that cannot be printed (expected: none)"),
                changed("Hello", "\"bootId\"", "\"user\": \"\", \"bootId\"", "user: 0 characters (expected: 1 to 64)"),
                changed("Hello", "\"bootId\"", "\"user\": 7, \"bootId\"", "user: 7 (expected: a string)"),
                changed("Hello", "\"held\"", "\"holds\"", "held: missing (expected: an object)"),
                changed(
                        "Hello",
                        "{\"revision\": 3, \"refused\": true}",
                        "3",
                        "held.ACCELERATION: 3 (expected: an object)"),
                changed(
                        "Hello",
                        "\"revision\": 3",
                        "\"revision\": -3",
                        "held.ACCELERATION.revision: -3 (expected: a whole number from 0)"),
                changed(
                        "Hello",
                        "\"revision\": 3",
                        "\"revision\": 9007199254740993",
                        "held.ACCELERATION.revision: 9007199254740993 (expected: a whole number up to 2^53)"),
                changed(
                        "Hello",
                        "\"refused\": true",
                        "\"refused\": 1",
                        "held.ACCELERATION.refused: 1 (expected: true or false)"),
                changed("Hello", ": false\n", ": null\n", "suspended: null (expected: true or false)"),
                changed(
                        "Applied",
                        "\"4A5C2F19-8E0B-4B36-9C5D-0E6D3B7F21AA\"",
                        "\"\"",
                        "commandId: 0 characters (expected: 1 to 64)"),
                changed("Applied", "4A5C2F19", "c".repeat(60_000), "commandId: 60028 characters (expected: 1 to 64)"),
                changed(
                        "Applied",
                        "\"ACCELERATION\"",
                        "\"COLOUR\"",
                        "aspect: \"COLOUR\" (expected: one of [ACCELERATION, BANDWIDTH, ROLE, FIRMWARE, POWER])"),
                changed("Applied", "\"ACCELERATION\"", "0", "aspect: 0 (expected: a string)"),
                changed("Applied", "\"revision\": 4", "\"revision\": 0", "revision: 0 (expected: >= 1)"),
                changed(
                        "Refused",
                        "VERSION_TOO_OLD",
                        "TIRED",
                        "reason: \"TIRED\" (expected: one of [VERSION_TOO_OLD, MODEL_NOT_SUPPORTED, "
                                + "BANDWIDTH_OUT_OF_RANGE, UPGRADE_UNDER_WAY])"),
                changed("Refused", "2.3.9", "", "found: 0 characters (expected: 1 to 128)"),
                changed("Refused", "2.4.0 or later", "r".repeat(129), "required: 129 characters (expected: 1 to 128)"),
                changed(
                        "Refused",
                        "2.3.9",
                        "2\\r\\nx-header: 3",
                        "found: characters that cannot be printed (expected: none)"),
                changed("Suspended", "2.3.9", "", "version:  (expected: 1 to 8 dotted numbers, as in 2.4.0)"),
                changed(
                        "Resumed",
                        "2.4.1",
                        "9".repeat(60_000),
                        "version: " + "9".repeat(40) + "... (expected: 1 to 8 dotted numbers, as in 2.4.0)"),
                changed(
                        "Telemetry",
                        "\"passedBytes\": 6000",
                        "\"passedBytes\": -6000",
                        "uplink.accelerated.passedBytes: -6000 (expected: a whole number from 0)"),
                changed(
                        "Telemetry",
                        "\"offeredBytes\": 70000",
                        "\"offeredBytes\": 99999999999999999999",
                        "downlink.accelerated.offeredBytes: 99999999999999999999 (expected: a whole number from 0)"),
                changed(
                        "Telemetry",
                        "\"delayedBytes\": 1500",
                        "\"delayedBytes\": -1",
                        "downlink.other.delayedBytes: -1 (expected: a whole number from 0)"),
                changed(
                        "Telemetry",
                        "\"passedBytes\": 4000",
                        "\"passedBytes\": 9223372036854775807",
                        "downlink.other.passedBytes: 9223372036854775807 (expected: at most 45001250000000)"),
                changed(
                        "Telemetry",
                        "\"delayedBytes\": 1500",
                        "\"delayedBytes\": 45001250000001",
                        "downlink.other.delayedBytes: 45001250000001 (expected: at most 45001250000000)"),
                changed(
                        "Telemetry",
                        "3600000000000",
                        "9223372036854775807",
                        "uptimeNanos: 9223372036854775807 (expected: at most 315619200000000000)"),
                changed("Telemetry", "\"uplink\"", "\"up\"", "uplink: missing (expected: an object)"),
                changed("Telemetry", "\"other\"", "\"others\"", "uplink.other: missing (expected: an object)"));
    }

    static Stream<Arguments> downlink() {
        return Stream.of(
                changed("Welcome", "Welcome", "Hello", "type: \"Hello\" (expected: a message from the controller)"),
                changed("Welcome", "30000", "99", "keepAlive: PT0.099S (expected: PT0.1S to PT1H)"),
                changed("Welcome", "60000", "3600001", "telemetry: PT1H0.001S (expected: PT0.1S to PT1H)"),
                changed(
                        "Welcome",
                        "60000",
                        "9223372036854775807",
                        "telemetry: PT2562047788015H12M55.807S (expected: PT0.1S to PT1H)"),
                changed("Welcome", "60000", "true", "telemetryMillis: true (expected: a whole number from 0)"),
                changed("Associate", "\"revision\": 3", "\"revision\": 0", "revision: 0 (expected: >= 1)"),
                changed("Associate", "cgwapp-7f2e81", "", "planId: 0 characters (expected: 1 to 64)"),
                changed("Associate", "cgwapp-7f2e81", "p".repeat(65), "planId: 65 characters (expected: 1 to 64)"),
                changed("Associate", "\"cgwapp-7f2e81\"", "null", "planId: null (expected: a string)"),
                changed("Associate", ": 20000000", ": 0", bitsPerSecond("0")),
                changed("Associate", ": 20000000", ": 20000001", bitsPerSecond("20000001")),
                changed("Associate", ": 5000000", ": 100000001000", bitsPerSecond("100000001000")),
                changed(
                        "Associate",
                        ": 5000000",
                        ": \"5M\"",
                        "userPeakBitsPerSecond: \"5M\" (expected: a whole number from 0)"),
                changed(
                        "Associate",
                        "[\"*.example.com:443\",",
                        "[7,",
                        "destinations: [7,\"192.0.2.7:*\",\"[2001:db8::7]:8443\"] (expected: an array of strings)"),
                changed(
                        "Associate",
                        "\"destinations\": [",
                        "\"destinations\": {}, \"others\": [",
                        "destinations: {} (expected: an array of strings)"),
                changed(
                        "Associate",
                        "*.example.com:443",
                        "*.example.com",
                        "destination: *.example.com (expected: HOST:PORT, an IPv6 address in brackets)"),
                changed(
                        "Associate",
                        "[\"*.example.com:443\",",
                        "[" + "\"a:1\",".repeat(127),
                        "destinations: 129 (expected: at most 128)"),
                changed(
                        "Dissociate",
                        "\"4A5C2F19-8E0B-4B36-9C5D-0E6D3B7F21AA\"",
                        "\"\"",
                        "commandId: 0 characters (expected: 1 to 64)"),
                changed("Dissociate", "\"revision\": 4", "\"revision\": 0", "revision: 0 (expected: >= 1)"),
                changed("ChangeBandwidth", ": 10000000", ": 999", bitsPerSecond("999")),
                changed(
                        "ChangeBandwidth",
                        ": 10000000",
                        ": 1e7",
                        "bandwidthBitsPerSecond: 1.0E7 (expected: a whole number from 0)"),
                changed("ChangeRole", "STANDBY", "BOTH", "role: \"BOTH\" (expected: one of [ACTIVE, STANDBY])"));
    }

    @ParameterizedTest
    @MethodSource({"frames", "uplink"})
    void malformedUplinkFrameIsRefusedWithItsReason(String frame, String reason) {
        assertThatExceptionOfType(MalformedMessageException.class)
                .isThrownBy(() -> MessageCodec.decodeUplink(frame.getBytes(UTF_8)))
                .withMessage(reason.replace("%s", "a device"));
    }

    @ParameterizedTest
    @MethodSource({"frames", "downlink"})
    void malformedDownlinkFrameIsRefusedWithItsReason(String frame, String reason) {
        assertThatExceptionOfType(MalformedMessageException.class)
                .isThrownBy(() -> MessageCodec.decodeDownlink(frame.getBytes(UTF_8)))
                .withMessage(reason.replace("%s", "the controller"));
    }

    /** A golden file with one thing changed. */
    static Arguments changed(String message, String from, String to, String reason) {
        String golden = GoldenFiles.text(message);
        if (!golden.contains(from)) {
            throw new IllegalArgumentException("from: " + from + " (expected: a part of " + golden + ')');
        }
        return arguments(golden.replace(from, to), reason);
    }

    private static String bitsPerSecond(String found) {
        return "bitsPerSecond: " + found + " (expected: a multiple of 1000 from 1000 to 100000000000)";
    }
}
