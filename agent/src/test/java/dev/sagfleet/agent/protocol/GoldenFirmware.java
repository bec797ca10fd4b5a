package dev.sagfleet.agent.protocol;

import dev.sagfleet.agent.protocol.FirmwareReport.Slot;
import dev.sagfleet.agent.protocol.FirmwareReport.SlotReport;
import java.time.Duration;
import java.util.Optional;

/** What the golden files say of images. */
final class GoldenFirmware {
    static final Digest OLD = new Digest("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08");
    static final Digest NEW = new Digest("60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752");

    static final String LINK =
            "/firmware/" + NEW + "?job=job-7f2e81&expires=1700000900&mac=mZ6kq0bJp3eJ8mBkQ2oWq3l5v6Yt1zXc7Rr9Ss0TtUw";

    static final SignedManifest MANIFEST = new SignedManifest(
            "{\"models\":[\"SAG-100WM\"],\"version\":\"2.5.0\",\"sizeBytes\":67108864,\"digest\":\"" + NEW
                    + "\",\"minimumVersion\":\"2.0.0\",\"securityIndex\":0,\"keyId\":\"primary\"}",
            "o4TB6vH9fIFN5NnBEZjtUy0RsQQ4r9fA2Z5mTHE/svqnl2jvEkewZVfXbYYazaXjoOK5OIqafck4esj0xpYMDw==");

    static final FirmwareProgress PROGRESS =
            new FirmwareProgress("job-7f2e81", 1, 16, 9, UpdateState.DOWNLOADING, 37, UpdateCode.NONE, OLD);

    static final FirmwareReport REPORT = new FirmwareReport(
            new SlotReport(SlotStatus.GOOD, Optional.of(FirmwareVersion.parse("2.4.0")), Optional.of(OLD)),
            new SlotReport(SlotStatus.BAD, Optional.of(FirmwareVersion.parse("2.5.0")), Optional.of(NEW)),
            Slot.A,
            Optional.of(new FirmwareProgress(
                    "job-7f2e81", 1, 17, 2, UpdateState.ROLLED_BACK, 100, UpdateCode.LOCAL_CHECK, OLD)));

    static Upgrade upgrade(String commandId) {
        return new Upgrade(
                commandId,
                new Revision(5),
                "job-7f2e81",
                1,
                MANIFEST,
                LINK,
                new UpgradeWindow(1_700_000_000_000L, 1_700_007_200_000L),
                Duration.ofMinutes(10),
                false);
    }

    private GoldenFirmware() {}
}
