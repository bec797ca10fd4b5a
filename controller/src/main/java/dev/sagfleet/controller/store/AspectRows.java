package dev.sagfleet.controller.store;

import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.MessageCodec;
import dev.sagfleet.agent.protocol.Refusal;
import dev.sagfleet.agent.protocol.Revision;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.inventory.DeviceAspect;
import dev.sagfleet.controller.sql.Row;
import dev.sagfleet.controller.sql.Sql;
import dev.sagfleet.controller.sql.Upsert;
import java.util.List;
import java.util.Optional;

/** The table {@code device_aspect}. */
final class AspectRows {
    private static final String SAVE = Upsert.into(
            "device_aspect",
            2,
            "serial",
            "aspect",
            "desired",
            "desired_revision",
            "reported_revision",
            "refusal_reason",
            "refusal_found",
            "refusal_required");

    static Optional<DeviceAspect> aspect(Sql sql, SerialNumber serial, Aspect aspect) {
        return sql.first(
                "SELECT * FROM device_aspect WHERE serial = ? AND aspect = ?",
                AspectRows::toAspect,
                serial.text(),
                aspect.name());
    }

    static List<DeviceAspect> aspectsOf(Sql sql, SerialNumber serial) {
        return sql.query(
                "SELECT * FROM device_aspect WHERE serial = ? ORDER BY aspect", AspectRows::toAspect, serial.text());
    }

    /** The desired revision that is stored; {@link Revision#NONE} if there is none. */
    static Revision desiredRevision(Sql sql, SerialNumber serial, Aspect aspect) {
        return sql.first(
                        "SELECT desired_revision FROM device_aspect WHERE serial = ? AND aspect = ?",
                        row -> new Revision(row.number("desired_revision")),
                        serial.text(),
                        aspect.name())
                .orElse(Revision.NONE);
    }

    static void save(Sql sql, DeviceAspect aspect) {
        sql.update(
                SAVE,
                aspect.serial().text(),
                aspect.aspect().name(),
                MessageCodec.formatCommand(aspect.desired()),
                aspect.desired().revision().number(),
                aspect.reported().number(),
                aspect.refusal().map(refusal -> refusal.reason().name()),
                aspect.refusal().map(Refusal::found),
                aspect.refusal().map(Refusal::required));
    }

    private static DeviceAspect toAspect(Row row) {
        return new DeviceAspect(
                new SerialNumber(row.text("serial")),
                MessageCodec.parseCommand(row.text("desired")),
                new Revision(row.number("reported_revision")),
                toRefusal(row));
    }

    private static Optional<Refusal> toRefusal(Row row) {
        return row.optionalText("refusal_reason")
                .map(reason -> new Refusal(
                        Refusal.Reason.valueOf(reason), row.text("refusal_found"), row.text("refusal_required")));
    }

    private AspectRows() {}
}
