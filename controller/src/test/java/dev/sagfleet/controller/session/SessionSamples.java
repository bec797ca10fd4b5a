package dev.sagfleet.controller.session;

import dev.sagfleet.agent.protocol.Associate;
import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.ChangeBandwidth;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.EncodedCommand;
import dev.sagfleet.agent.protocol.Envelope;
import dev.sagfleet.agent.protocol.FirmwareProgress;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.Hello;
import dev.sagfleet.agent.protocol.Holdings;
import dev.sagfleet.agent.protocol.LinkWanted;
import dev.sagfleet.agent.protocol.Refusal;
import dev.sagfleet.agent.protocol.Revision;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.Telemetry;
import dev.sagfleet.agent.protocol.UpdateCode;
import dev.sagfleet.agent.protocol.UpdateState;
import dev.sagfleet.agent.protocol.UplinkMessage;
import java.time.Duration;
import java.util.Optional;

/** A device, what it says and what it is told. */
final class SessionSamples {
    static final SerialNumber SERIAL = new SerialNumber("sag1");
    static final FirmwareVersion FIRMWARE = FirmwareVersion.parse("2.3.1.1");
    static final Refusal REFUSAL = new Refusal(Refusal.Reason.VERSION_TOO_OLD, "2.3.1.1", "2.4.0");
    static final long EPOCH = 7;
    static final long SECOND = 1_000_000_000;
    static final long NOW = 1_000 * SECOND;

    static final SessionTiming TIMING = new SessionTiming(
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofSeconds(5),
            Duration.ofSeconds(2),
            Duration.ofSeconds(15));

    static final EncodedCommand BANDWIDTH = bandwidth(3);
    static final EncodedCommand ASSOCIATE = associate(5);

    private static final Telemetry.Traffic TRAFFIC =
            new Telemetry.Traffic(new Telemetry.Counters(3, 2, 1), new Telemetry.Counters(0, 0, 0));
    static final Telemetry TELEMETRY = new Telemetry(SECOND, TRAFFIC, TRAFFIC);

    static final FirmwareProgress PROGRESS = new FirmwareProgress(
            "fw-1", 1, 1, 1, UpdateState.FAILED, 40, UpdateCode.DOWNLOAD_FAILED, Digest.ofText("old"));
    static final LinkWanted LINK_WANTED = new LinkWanted("fw-1", 1);

    static EncodedCommand bandwidth(long revision) {
        return EncodedCommand.of(
                new ChangeBandwidth("b-" + revision, new Revision(revision), Bandwidth.ofMegabits(20)));
    }

    static EncodedCommand associate(long revision) {
        return EncodedCommand.of(new Associate(
                "a-" + revision, new Revision(revision), "abwp-1", Bandwidth.ofMegabits(10), Optional.empty()));
    }

    static Hello hello(SerialNumber serial, Holdings held) {
        return new Hello(serial, Optional.empty(), DeviceModel.SAG_1000, FIRMWARE, "boot-1", held, false);
    }

    static SessionEvent.Received received(long epoch, UplinkMessage message) {
        return new SessionEvent.Received(new Envelope<>(epoch, message));
    }

    private SessionSamples() {}
}
