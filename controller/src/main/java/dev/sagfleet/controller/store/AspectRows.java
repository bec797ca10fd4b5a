package dev.sagfleet.controller.store;

import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.EncodedCommand;
import dev.sagfleet.agent.protocol.Refusal;
import dev.sagfleet.agent.protocol.Revision;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.inventory.AspectTable;
import dev.sagfleet.controller.inventory.DeviceAspect;
import dev.sagfleet.controller.sql.Row;
import dev.sagfleet.controller.sql.Sql;
import dev.sagfleet.controller.sql.Upsert;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The table {@code device_aspect}. */
final class AspectRows implements AspectTable {
    private static final String SAVE = Upsert.into(
            "device_aspect",
            2,
            "serial",
            "aspect",
            "desired",
            "desired_revision",
            "reported_revision",
            "applied_revision",
            "refusal_reason",
            "refusal_found",
            "refusal_required");

    /** Of an aspect whose latest answer is not later than this one, about a revision that was desired. */
    private static final String ANSWERED =
            " WHERE serial = ? AND aspect = ? AND reported_revision <= ? AND desired_revision >= ?";

    private static final String APPLIED = "UPDATE device_aspect SET reported_revision = ?, applied_revision = ?,"
            + " refusal_reason = NULL, refusal_found = NULL, refusal_required = NULL" + ANSWERED
            + " AND (reported_revision < ? OR refusal_reason IS NOT NULL)";
    private static final String REFUSED = "UPDATE device_aspect SET reported_revision = ?, refusal_reason = ?,"
            + " refusal_found = ?, refusal_required = ?" + ANSWERED;

    private final Sql sql;

    AspectRows(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Optional<DeviceAspect> find(SerialNumber serial, Aspect aspect) {
        return sql.first(
                "SELECT * FROM device_aspect WHERE serial = ? AND aspect = ?",
                AspectRows::toAspect,
                serial.text(),
                aspect.name());
    }

    @Override
    public List<DeviceAspect> of(SerialNumber serial) {
        return sql.query(
                "SELECT * FROM device_aspect WHERE serial = ? ORDER BY aspect", AspectRows::toAspect, serial.text());
    }

    @Override
    public Revision desiredRevision(SerialNumber serial, Aspect aspect) {
        return sql.first(
                        "SELECT desired_revision FROM device_aspect WHERE serial = ? AND aspect = ?",
                        row -> new Revision(row.number("desired_revision")),
                        serial.text(),
                        aspect.name())
                .orElse(Revision.NONE);
    }

    @Override
    public void save(DeviceAspect aspect) {
        sql.update(SAVE, values(aspect));
    }

    @Override
    public void desire(SerialNumber serial, EncodedCommand command) {
        int changed = sql.update(
                "UPDATE device_aspect SET desired = ?, desired_revision = ? WHERE serial = ? AND aspect = ?",
                command.json(),
                command.revision().number(),
                serial.text(),
                command.aspect().name());
        if (changed == 0) {
            save(DeviceAspect.unanswered(serial, command));
        }
    }

    @Override
    public void addNew(Collection<DeviceAspect> aspects) {
        aspects.forEach(this::save);
    }

    private static Object[] values(DeviceAspect aspect) {
        return new Object[] {
            aspect.serial().text(),
            aspect.aspect().name(),
            aspect.desired().json(),
            aspect.desired().revision().number(),
            aspect.reported().number(),
            aspect.applied().number(),
            aspect.refusal().map(refusal -> refusal.reason().name()),
            aspect.refusal().map(Refusal::found),
            aspect.refusal().map(Refusal::required)
        };
    }

    /** As {@link DeviceAspect#answered} says, without reading it first: this is asked for more often than anything. */
    @Override
    public void answer(SerialNumber serial, Aspect aspect, Revision revision, Optional<Refusal> refusal) {
        if (refusal.isEmpty()) {
            sql.update(
                    APPLIED,
                    revision.number(),
                    revision.number(),
                    serial.text(),
                    aspect.name(),
                    revision.number(),
                    revision.number(),
                    revision.number());
        } else {
            Refusal why = refusal.get();
            sql.update(
                    REFUSED,
                    revision.number(),
                    why.reason().name(),
                    why.found(),
                    why.required(),
                    serial.text(),
                    aspect.name(),
                    revision.number(),
                    revision.number());
        }
    }

    @Override
    public void remove(SerialNumber serial) {
        sql.update("DELETE FROM device_aspect WHERE serial = ?", serial.text());
    }

    private static DeviceAspect toAspect(Row row) {
        return new DeviceAspect(
                new SerialNumber(row.text("serial")),
                EncodedCommand.of(
                        row.constant(Aspect.class, "aspect"),
                        new Revision(row.number("desired_revision")),
                        row.text("desired")),
                new Revision(row.number("reported_revision")),
                new Revision(row.number("applied_revision")),
                toRefusal(row));
    }

    private static Optional<Refusal> toRefusal(Row row) {
        return row.optionalText("refusal_reason")
                .map(reason -> new Refusal(
                        Refusal.Reason.valueOf(reason), row.text("refusal_found"), row.text("refusal_required")));
    }
}
