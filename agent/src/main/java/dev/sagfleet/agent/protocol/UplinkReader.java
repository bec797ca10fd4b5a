package dev.sagfleet.agent.protocol;

import java.util.Optional;

/** Reads each uplink message from its members. */
final class UplinkReader {
    /** Leaves the controller room to count on, and is exact in every JSON library. */
    private static final long REVISION_MAX = 1L << 53;

    static UplinkMessage read(Fields fields) throws MalformedMessageException {
        return switch (fields.text("type")) {
            case "Hello" -> readHello(fields);
            case "Applied" ->
                new Applied(fields.text("commandId"), fields.oneOf("aspect", Aspect.class), readRevision(fields));
            case "Refused" ->
                new Refused(
                        fields.text("commandId"),
                        fields.oneOf("aspect", Aspect.class),
                        readRevision(fields),
                        readRefusal(fields));
            case "Suspended" -> new Suspended(readRevision(fields), FirmwareVersion.parse(fields.text("firmware")));
            case "Resumed" -> new Resumed(readRevision(fields), FirmwareVersion.parse(fields.text("firmware")));
            case "Telemetry" -> readTelemetry(fields);
            case "FirmwareProgress" -> FirmwareFields.readProgress(fields);
            case "LinkWanted" -> new LinkWanted(fields.text("job"), FirmwareFields.readAttempt(fields));
            default -> throw fields.wrong("type", "a message from a device");
        };
    }

    private static Hello readHello(Fields fields) throws MalformedMessageException {
        DeviceModel model = DeviceModel.labelled(fields.text("model"))
                .orElseThrow(() -> fields.wrong("model", "SAG-100WM, SAG-1000, SAG-VCPE or APP"));
        return new Hello(
                new SerialNumber(fields.text("serial")),
                fields.optionalText("user"),
                model,
                FirmwareVersion.parse(fields.text("firmware")),
                fields.text("bootId"),
                readHoldings(fields.object("held")),
                FirmwareFields.readReport(fields),
                fields.flag("suspended"));
    }

    private static Holdings readHoldings(Fields held) throws MalformedMessageException {
        return new Holdings(
                readHolding(held, Aspect.ACCELERATION),
                readHolding(held, Aspect.BANDWIDTH),
                readHolding(held, Aspect.ROLE),
                readHolding(held, Aspect.FIRMWARE),
                readHolding(held, Aspect.POWER));
    }

    private static AspectStatus readHolding(Fields held, Aspect aspect) throws MalformedMessageException {
        Optional<Fields> holding = held.optionalObject(aspect.name());
        return holding.isPresent()
                ? new AspectStatus(readRevision(holding.get()), holding.get().flag("refused"))
                : AspectStatus.NOTHING;
    }

    private static Refusal readRefusal(Fields fields) throws MalformedMessageException {
        return new Refusal(fields.oneOf("reason", Refusal.Reason.class), fields.text("found"), fields.text("required"));
    }

    private static Telemetry readTelemetry(Fields fields) throws MalformedMessageException {
        long uptimeNanos = fields.numberUpTo("uptimeNanos", Telemetry.UPTIME_NANOS_MAX);
        long bytesMax = Telemetry.bytesMax(uptimeNanos);
        return new Telemetry(
                uptimeNanos,
                readTraffic(fields.object("uplink"), bytesMax),
                readTraffic(fields.object("downlink"), bytesMax));
    }

    private static Telemetry.Traffic readTraffic(Fields fields, long bytesMax) throws MalformedMessageException {
        return new Telemetry.Traffic(
                readCounters(fields.object("accelerated"), bytesMax), readCounters(fields.object("other"), bytesMax));
    }

    private static Telemetry.Counters readCounters(Fields fields, long bytesMax) throws MalformedMessageException {
        return new Telemetry.Counters(
                fields.numberUpTo("offeredBytes", bytesMax),
                fields.numberUpTo("passedBytes", bytesMax),
                fields.numberUpTo("droppedBytes", bytesMax),
                fields.optionalNumberUpTo("delayedBytes", bytesMax).orElse(0L));
    }

    private static Revision readRevision(Fields fields) throws MalformedMessageException {
        long number = fields.number("revision");
        if (number > REVISION_MAX) {
            throw fields.wrong("revision", "a whole number up to 2^53");
        }
        return new Revision(number);
    }

    private UplinkReader() {}
}
