package dev.sagfleet.agent.protocol;

import static dev.sagfleet.agent.protocol.MalformedFrameTest.changed;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each row is a golden file about images with one thing changed, and what is said about it. */
class MalformedFirmwareFrameTest {
    private static final String STATES = "one of [IDLE, OFFERED, WAIT_DOWNLOAD, DOWNLOADING, VERIFYING, STAGED, "
            + "WAIT_ACTIVATE, INSTALLING, ARMED, REBOOTING, TRIAL, COMMITTED, ROLLED_BACK, FAILED, ABORTED, CANCELED, "
            + "REJECTED, BRICKED]";

    static Stream<Arguments> uplink() {
        return Stream.of(
                changed("FirmwareProgress", ": 37", ": 300", "percent: 300 (expected: 0 to 100)"),
                changed("FirmwareProgress", ": 37", ": -1", "percent: -1 (expected: a whole number from 0)"),
                changed(
                        "FirmwareProgress",
                        ": 37",
                        ": 4294967297",
                        "percent: 4294967297 (expected: at most 2147483647)"),
                changed("FirmwareProgress", "DOWNLOADING", "ASLEEP", "state: \"ASLEEP\" (expected: " + STATES + ')'),
                changed(
                        "FirmwareProgress",
                        "DOWNLOADING",
                        "IDLE",
                        "state: IDLE (expected: one that a device has with a job)"),
                changed(
                        "FirmwareProgress",
                        "DOWNLOADING",
                        "BRICKED",
                        "state: BRICKED (expected: one that a device has with a job)"),
                changed(
                        "FirmwareProgress",
                        "\"code\": 0",
                        "\"code\": 9699",
                        "code: 9699 (expected: a code of the contract)"),
                changed("FirmwareProgress", "job-7f2e81", "", "job: 0 characters (expected: 1 to 64)"),
                changed("FirmwareProgress", "job-7f2e81", "j".repeat(65), "job: 65 characters (expected: 1 to 64)"),
                changed(
                        "FirmwareProgress",
                        "job-7f2e81",
                        "a\\nb",
                        "job: characters that cannot be printed (expected: none)"),
                changed("FirmwareProgress", "\"attempt\": 1", "\"attempt\": 0", "attempt: 0 (expected: >= 1)"),
                changed(
                        "FirmwareProgress",
                        "\"attempt\": 1",
                        "\"attempt\": 2147483648",
                        "attempt: 2147483648 (expected: at most 2147483647)"),
                changed(
                        "FirmwareProgress",
                        "\"sequence\": 9",
                        "\"sequence\": 0",
                        "boot, sequence: 16, 0 (expected: >= 0, and >= 1)"),
                changed(
                        "FirmwareProgress",
                        "\"boot\": 16",
                        "\"boot\": 9007199254740993",
                        "boot: 9007199254740993 (expected: at most 9007199254740992)"),
                changed(
                        "FirmwareProgress",
                        "9f86d081",
                        "9F86D081",
                        digest("9F86D081884c7d659a2feaa0c55ad015a3bf4f1b...")),
                changed(
                        "FirmwareProgress",
                        "9f86d081884c7d65",
                        "9f86",
                        digest("9f869a2feaa0c55ad015a3bf4f1b2b0b822cd15d...")),
                changed("FirmwareProgress", "\"running\"", "\"runs\"", "running: missing (expected: a string)"),
                changed(
                        "LinkWanted",
                        "\"attempt\": 1",
                        "\"attempt\": \"1\"",
                        "attempt: \"1\" (expected: a whole number from 0)"),
                changed("Hello", "\"runs\": \"A\"", "\"runs\": \"C\"", "slots.runs: \"C\" (expected: one of [A, B])"),
                changed("Hello", "\"A\": {", "\"a\": {", "runs: A (expected: a slot that is not empty)"),
                changed(
                        "Hello",
                        "\"BAD\"",
                        "\"ROTTEN\"",
                        "slots.B.status: \"ROTTEN\" (expected: one of [EMPTY, GOOD, BAD, TRYING])"),
                changed(
                        "Hello",
                        "\"BAD\"",
                        "\"EMPTY\"",
                        "slot: EMPTY (expected: version and digest of what is in it, unless it is EMPTY)"),
                changed("Hello", "\"version\": \"2.5.0\", ", "", "slots.B.version: missing (expected: a string)"),
                changed("Hello", "2.5.0", "2.5.x", "version: 2.5.x (expected: 1 to 8 dotted numbers, as in 2.4.0)"),
                changed("Hello", "60303ae2", "60303xe2", digest("60303xe22b998861bce3b28f33eec1be758a213c...")),
                changed("Hello", "\"percent\": 100", "\"percent\": 101", "percent: 101 (expected: 0 to 100)"),
                changed("Hello", "\"state\": \"ROLLED_BACK\"", "\"state\": 7", "job.state: 7 (expected: a string)"),
                changed("Hello", "\"code\": 9624", "\"code\": 1", "job.code: 1 (expected: a code of the contract)"));
    }

    static Stream<Arguments> downlink() {
        return Stream.of(
                changed("Upgrade", "\"revision\": 5", "\"revision\": 0", "revision: 0 (expected: >= 1)"),
                changed("Upgrade", "\"job\": \"job-7f2e81\"", "\"job\": \"\"", "job: 0 characters (expected: 1 to 64)"),
                changed("Upgrade", "\"attempt\": 1", "\"attempt\": 0", "attempt: 0 (expected: >= 1)"),
                changed("Upgrade", "\"manifest\"", "\"manifests\"", "manifest: missing (expected: a string)"),
                changed(
                        "Upgrade",
                        "\"manifest\": \"",
                        "\"manifest\": \"" + " ".repeat(4096),
                        "manifest: 4296 characters (expected: 1 to 4096)"),
                changed(
                        "Upgrade",
                        "o4TB6vH9",
                        "o4TB",
                        "signature: o4TBfIFN5NnBEZjtUy0RsQQ4r9fA2Z5mTHE/svqn... (expected: 64 bytes in Base64)"),
                changed(
                        "Upgrade",
                        "o4TB6vH9",
                        "....",
                        "signature: ....fIFN5NnBEZjtUy0RsQQ4r9fA2Z5mTHE/svqn... (expected: Base64)"),
                changed(
                        "Upgrade",
                        "\"/firmware",
                        "\"http://192.0.2.7/firmware",
                        link("http://192.0.2.7/firmware/60303ae22b9988...")),
                changed(
                        "Upgrade",
                        "/firmware/60303ae2",
                        "/firmware/ 60303ae2",
                        link("/firmware/ 60303ae22b998861bce3b28f33eec...")),
                changed("Upgrade", "/firmware", "/" + "f".repeat(1_024), "link: 1172 characters (expected: 1 to 1024)"),
                changed(
                        "Upgrade",
                        ": 1700007200000",
                        ": 1700000000000",
                        "window: 1700000000000 to 1700000000000 (expected: milliseconds since 1970, the second after "
                                + "the first)"),
                changed(
                        "Upgrade",
                        "\"closesAtMillis\": 1700007200000",
                        "\"closes\": 0",
                        "window.closesAtMillis: missing (expected: a whole number from 0)"),
                changed("Upgrade", ": 600000", ": 999", "trial: PT0.999S (expected: PT1S to PT24H)"),
                changed("Upgrade", ": 600000", ": 86400001", "trial: PT24H0.001S (expected: PT1S to PT24H)"),
                changed("Upgrade", "\"forced\": false", "\"forced\": 0", "forced: 0 (expected: true or false)"),
                changed("CancelUpgrade", "\"job\":", "\"jobs\":", "job: missing (expected: a string)"),
                changed("Reboot", "\"revision\": 2", "\"revision\": 0", "revision: 0 (expected: >= 1)"),
                changed("DownloadLink", "\"attempt\": 1", "\"attempt\": 0", "attempt: 0 (expected: >= 1)"),
                changed(
                        "DownloadLink",
                        "\"link\": \"/",
                        "\"link\": \"",
                        link("firmware/60303ae22b998861bce3b28f33eec1b...")),
                changed("ProgressRecorded", "\"job\": \"job-7f2e81\"", "\"job\": 7", "job: 7 (expected: a string)"));
    }

    @ParameterizedTest
    @MethodSource("uplink")
    void malformedUplinkFrameIsRefusedWithItsReason(String frame, String reason) {
        assertThatExceptionOfType(MalformedMessageException.class)
                .isThrownBy(() -> MessageCodec.decodeUplink(frame.getBytes(UTF_8)))
                .withMessage(reason);
    }

    @ParameterizedTest
    @MethodSource("downlink")
    void malformedDownlinkFrameIsRefusedWithItsReason(String frame, String reason) {
        assertThatExceptionOfType(MalformedMessageException.class)
                .isThrownBy(() -> MessageCodec.decodeDownlink(frame.getBytes(UTF_8)))
                .withMessage(reason);
    }

    private static String digest(String quoted) {
        return "digest: " + quoted + " (expected: 64 lower-case hexadecimal digits)";
    }

    private static String link(String quoted) {
        return "link: " + quoted + " (expected: a path of letters, digits and /?&=%.*+_~-)";
    }
}
