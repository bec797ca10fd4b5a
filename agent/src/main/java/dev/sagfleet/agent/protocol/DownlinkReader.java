package dev.sagfleet.agent.protocol;

import java.time.Duration;

/** Reads each downlink message from its members. */
final class DownlinkReader {
    static DownlinkMessage read(Fields fields) throws MalformedMessageException {
        return switch (fields.text("type")) {
            case "Welcome" ->
                new Welcome(
                        Duration.ofMillis(fields.number("keepAliveMillis")),
                        Duration.ofMillis(fields.number("telemetryMillis")),
                        fields.optionalFlag("controllerWasAway"));
            case "Associate" ->
                new Associate(
                        fields.text("commandId"),
                        readRevision(fields),
                        fields.text("planId"),
                        new Bandwidth(fields.number("bandwidthBitsPerSecond")),
                        fields.optionalNumber("userPeakBitsPerSecond").map(Bandwidth::new),
                        fields.optionalTexts("destinations").stream()
                                .map(DestinationPattern::parse)
                                .toList());
            case "Dissociate" -> new Dissociate(fields.text("commandId"), readRevision(fields));
            case "ChangeBandwidth" ->
                new ChangeBandwidth(
                        fields.text("commandId"),
                        readRevision(fields),
                        new Bandwidth(fields.number("bandwidthBitsPerSecond")));
            case "ChangeRole" ->
                new ChangeRole(fields.text("commandId"), readRevision(fields), fields.oneOf("role", HaRole.class));
            case "Upgrade" -> FirmwareFields.readOrder(fields, readRevision(fields));
            case "CancelUpgrade" ->
                new CancelUpgrade(fields.text("commandId"), readRevision(fields), fields.text("job"));
            case "Reboot" -> new Reboot(fields.text("commandId"), readRevision(fields));
            case "DownloadLink" ->
                new DownloadLink(fields.text("job"), FirmwareFields.readAttempt(fields), fields.text("link"));
            case "ProgressRecorded" -> new ProgressRecorded(fields.text("job"), FirmwareFields.readAttempt(fields));
            default -> throw fields.wrong("type", "a message from the controller");
        };
    }

    private static Revision readRevision(Fields fields) throws MalformedMessageException {
        return new Revision(fields.number("revision"));
    }

    private DownlinkReader() {}
}
