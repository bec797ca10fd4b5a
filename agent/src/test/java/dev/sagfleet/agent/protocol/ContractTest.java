package dev.sagfleet.agent.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sagfleet.agent.protocol.Telemetry.Counters;
import dev.sagfleet.agent.protocol.Telemetry.Traffic;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ContractTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String COMMAND_ID = "4A5C2F19-8E0B-4B36-9C5D-0E6D3B7F21AA";
    private static final String JOB = "job-7f2e81";
    private static final long EPOCH = 41;

    static Stream<Envelope<UplinkMessage>> uplink() {
        return Stream.of(
                new Envelope<>(
                        Envelope.NO_SESSION,
                        new Hello(
                                new SerialNumber("sag62x0225024711"),
                                Optional.empty(),
                                DeviceModel.SAG_100WM,
                                FirmwareVersion.parse("2.4.0"),
                                "boot-17",
                                new Holdings(
                                        new AspectStatus(new Revision(3), true),
                                        new AspectStatus(new Revision(2), false),
                                        AspectStatus.NOTHING,
                                        new AspectStatus(new Revision(5), false),
                                        AspectStatus.NOTHING),
                                Optional.of(GoldenFirmware.REPORT),
                                false)),
                new Envelope<>(EPOCH, new Applied(COMMAND_ID, Aspect.ACCELERATION, new Revision(4))),
                new Envelope<>(
                        EPOCH,
                        new Refused(
                                COMMAND_ID,
                                Aspect.ACCELERATION,
                                new Revision(3),
                                new Refusal(Refusal.Reason.VERSION_TOO_OLD, "2.3.9", "2.4.0 or later"))),
                new Envelope<>(EPOCH, new Suspended(new Revision(3), FirmwareVersion.parse("2.3.9"))),
                new Envelope<>(EPOCH, new Resumed(new Revision(3), FirmwareVersion.parse("2.4.1"))),
                new Envelope<>(
                        EPOCH,
                        new Telemetry(
                                3_600_000_000_000L,
                                new Traffic(new Counters(9_000, 6_000, 3_000), new Counters(800, 800, 0)),
                                new Traffic(
                                        new Counters(70_000, 50_000, 20_000), new Counters(5_000, 4_000, 0, 1_500)))),
                new Envelope<>(EPOCH, GoldenFirmware.PROGRESS),
                new Envelope<>(EPOCH, new LinkWanted(JOB, 1)));
    }

    static Stream<Envelope<DownlinkMessage>> downlink() {
        return Stream.of(
                new Envelope<>(EPOCH, new Welcome(Duration.ofSeconds(30), Duration.ofMinutes(1))),
                new Envelope<>(
                        EPOCH,
                        new Associate(
                                COMMAND_ID,
                                new Revision(3),
                                "cgwapp-7f2e81",
                                Bandwidth.ofMegabits(20),
                                Optional.of(Bandwidth.ofMegabits(5)),
                                List.of(
                                        new DestinationPattern("*.example.com", 443),
                                        new DestinationPattern("192.0.2.7", DestinationPattern.ANY_PORT),
                                        new DestinationPattern("2001:db8::7", 8_443)))),
                new Envelope<>(EPOCH, new Dissociate(COMMAND_ID, new Revision(4))),
                new Envelope<>(EPOCH, new ChangeBandwidth(COMMAND_ID, new Revision(3), Bandwidth.ofMegabits(10))),
                new Envelope<>(EPOCH, new ChangeRole(COMMAND_ID, new Revision(1), HaRole.STANDBY)),
                new Envelope<>(EPOCH, GoldenFirmware.upgrade(COMMAND_ID)),
                new Envelope<>(EPOCH, new CancelUpgrade(COMMAND_ID, new Revision(6), JOB)),
                new Envelope<>(EPOCH, new Reboot(COMMAND_ID, new Revision(2))),
                new Envelope<>(EPOCH, new DownloadLink(JOB, 1, GoldenFirmware.LINK)),
                new Envelope<>(EPOCH, new ProgressRecorded(JOB, 1)));
    }

    @ParameterizedTest
    @MethodSource("uplink")
    void everyUplinkMessageIsReadFromItsGoldenFile(Envelope<UplinkMessage> envelope) throws Exception {
        assertThat(MessageCodec.decodeUplink(golden(envelope).getBytes(UTF_8))).isEqualTo(envelope);
    }

    @ParameterizedTest
    @MethodSource("uplink")
    void everyUplinkMessageIsWrittenAsItsGoldenFile(Envelope<UplinkMessage> envelope) throws Exception {
        assertSameJson(MessageCodec.encodeUplink(envelope), golden(envelope));
    }

    @ParameterizedTest
    @MethodSource("downlink")
    void everyDownlinkMessageIsReadFromItsGoldenFile(Envelope<DownlinkMessage> envelope) throws Exception {
        assertThat(MessageCodec.decodeDownlink(golden(envelope).getBytes(UTF_8)))
                .isEqualTo(envelope);
    }

    @ParameterizedTest
    @MethodSource("downlink")
    void everyDownlinkMessageIsWrittenAsItsGoldenFile(Envelope<DownlinkMessage> envelope) throws Exception {
        assertSameJson(MessageCodec.encodeDownlink(envelope), golden(envelope));
    }

    @Test
    void everyMessageOfTheContractHasAGoldenFileAndIsTried() {
        var messages = Stream.of(UplinkMessage.class, DownlinkMessage.class)
                .flatMap(ContractTest::messages)
                .map(Class::getSimpleName)
                .toList();

        var tried = Stream.concat(uplink(), downlink())
                .map(envelope -> envelope.message().getClass().getSimpleName())
                .toList();

        assertThat(GoldenFiles.messages()).containsExactlyInAnyOrderElementsOf(messages);
        assertThat(tried).containsExactlyInAnyOrderElementsOf(messages);
    }

    @Test
    void helloOfAnAppClientNamesItsUser() throws Exception {
        var envelope = new Envelope<UplinkMessage>(
                Envelope.NO_SESSION,
                new Hello(
                        new SerialNumber("app-0001"),
                        Optional.of("user@example.com"),
                        DeviceModel.APP,
                        FirmwareVersion.parse("2.4"),
                        "b",
                        Holdings.NONE,
                        true));

        byte[] frame = MessageCodec.encodeUplink(envelope);

        assertSameJson(
                frame,
                """
                {"type": "Hello", "epoch": 0, "serial": "app-0001", "user": "user@example.com", "model": "APP",
                 "firmware": "2.4", "bootId": "b", "held": {}, "suspended": true}
                """);
        assertThat(MessageCodec.decodeUplink(frame)).isEqualTo(envelope);
    }

    @Test
    void associateOfABoxUnderAPlanWithoutRulesHasNeitherUserPeakNorDestinations() throws Exception {
        var envelope = new Envelope<DownlinkMessage>(
                1, new Associate("c", new Revision(1), "plan", Bandwidth.ofMegabits(2), Optional.empty()));

        byte[] frame = MessageCodec.encodeDownlink(envelope);

        assertSameJson(
                frame,
                """
                {"type": "Associate", "epoch": 1, "commandId": "c", "revision": 1, "planId": "plan",
                 "bandwidthBitsPerSecond": 2000000}
                """);
        assertThat(MessageCodec.decodeDownlink(frame)).isEqualTo(envelope);
    }

    @Test
    void membersAndAspectsOfALaterContractArePassedOver() throws Exception {
        byte[] frame =
                """
                {"type": "Hello", "epoch": 0, "serial": "s", "model": "SAG-1000", "firmware": "3.0.0", "bootId": "b",
                 "held": {"COLOUR": {"generation": 7}, "ROLE": {"revision": 1, "refused": false, "since": []}},
                 "suspended": false, "colour": {"red": [1, 2.5, null]}}
                """
                        .getBytes(UTF_8);

        var hello = (Hello) MessageCodec.decodeUplink(frame).message();

        assertThat(hello.held()).isEqualTo(Holdings.NONE.with(Aspect.ROLE, new AspectStatus(new Revision(1), false)));
    }

    @Test
    void nullMemberIsAMissingOne() throws Exception {
        byte[] frame =
                """
                {"type": "Hello", "epoch": 0, "serial": "s", "user": null, "model": "SAG-1000", "firmware": "3.0.0",
                 "bootId": "b", "held": {"ROLE": null}, "suspended": false}
                """
                        .getBytes(UTF_8);

        var hello = (Hello) MessageCodec.decodeUplink(frame).message();

        assertThat(hello.user()).isEmpty();
        assertThat(hello.held()).isEqualTo(Holdings.NONE);
    }

    @Test
    void storedCommandIsReadBack() {
        var command = new Associate(
                COMMAND_ID, new Revision(3), "plan", Bandwidth.ofMegabits(20), Optional.of(Bandwidth.ofKilobits(512)));

        assertThat(MessageCodec.parseCommand(MessageCodec.formatCommand(command)))
                .isEqualTo(command);
    }

    @Test
    void commandThatWasStoredBeforeThereWereDestinationsHasNone() {
        var command = (Associate)
                MessageCodec.parseCommand(
                        """
                {"type": "Associate", "epoch": 0, "commandId": "c", "revision": 3, "planId": "plan",
                 "bandwidthBitsPerSecond": 2000000}
                """);

        assertThat(command.destinations()).isSameAs(List.of());
    }

    @Test
    void mostAndLongestDestinationsFitIntoAFrame() throws Exception {
        String longest = ("a".repeat(63) + '.').repeat(4).substring(0, DestinationPattern.NAME_LENGTH_MAX);
        var envelope = new Envelope<DownlinkMessage>(
                EPOCH,
                new Associate(
                        COMMAND_ID,
                        new Revision(3),
                        "plan",
                        Bandwidth.ofMegabits(20),
                        Optional.empty(),
                        Collections.nCopies(Associate.DESTINATIONS_MAX, new DestinationPattern(longest, 65_535))));

        byte[] frame = MessageCodec.encodeDownlink(envelope);

        assertThat(frame).hasSizeLessThan(MessageCodec.FRAME_BYTES_MAX);
        assertThat(MessageCodec.decodeDownlink(frame)).isEqualTo(envelope);
    }

    private static Stream<Class<?>> messages(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(ContractTest::messages)
                : Stream.of(type);
    }

    private static String golden(Envelope<?> envelope) {
        return GoldenFiles.text(envelope.message().getClass().getSimpleName());
    }

    private static void assertSameJson(byte[] frame, String expected) throws JsonProcessingException {
        assertThat(JSON.readTree(new String(frame, UTF_8))).isEqualTo(JSON.readTree(expected));
    }
}
