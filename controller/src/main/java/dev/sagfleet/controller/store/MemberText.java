package dev.sagfleet.controller.store;

import dev.sagfleet.controller.rollout.Member;
import dev.sagfleet.controller.rollout.PhaseClock;
import dev.sagfleet.controller.rollout.Seat;
import dev.sagfleet.controller.sql.Sql;
import dev.sagfleet.controller.sql.Upsert;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The statement that keeps a member: once for what it was and what it is, since each report runs it. */
final class MemberText {
    private static final List<String> SEAT =
            List.of("rollout", "place", "serial", "site", "zone", "image", "work_seconds");

    private static final List<String> CONDITION = List.of(
            "wave",
            "image_before",
            "offered_before",
            "state",
            "phase",
            "bond",
            "code",
            "attempt",
            "transport_tries",
            "verify_tries",
            "boot_tries",
            "lifted",
            "since_millis",
            "spent_millis",
            "due_millis");

    /** What never changes is not written again, and neither are the indexes of it. */
    private static final String SAVE = "INSERT INTO rollout_member ("
            + Stream.concat(SEAT.stream(), CONDITION.stream()).collect(Collectors.joining(", "))
            + ") VALUES (" + Upsert.placeholders(SEAT.size() + CONDITION.size())
            + ") ON CONFLICT (rollout, place) DO UPDATE SET "
            + CONDITION.stream().map(column -> column + " = excluded." + column).collect(Collectors.joining(", "))
            + ", ready_before = CASE WHEN rollout_member.phase = 'READY' THEN rollout_member.wave END"
            + " RETURNING ready_before";

    /** What a word of a device changes of a member as a rule. */
    private static final String CHANGE = "UPDATE rollout_member SET state = ?, phase = ?, bond = ?, since_millis = ?,"
            + " spent_millis = ?, due_millis = ? WHERE rollout = ? AND place = ?";

    /** What most words change: indexes of the state need not be looked at. */
    private static final String MOVE = "UPDATE rollout_member SET phase = ?, since_millis = ?,"
            + " spent_millis = ?, due_millis = ? WHERE rollout = ? AND place = ?";

    /** Keeps a member that was read as it is kept, and has become another one since. */
    static void change(Sql sql, String rollout, Member from, Member to) {
        if (isChangedFurther(from, to)) {
            save(sql, rollout, to);
            return;
        }
        if (from.state() == to.state() && from.bond() == to.bond()) {
            sql.update(
                    MOVE,
                    to.phase().name(),
                    to.clock().sinceMillis(),
                    to.clock().spentMillis(),
                    due(to),
                    rollout,
                    to.seat().place());
            return;
        }
        sql.update(
                CHANGE,
                to.state().name(),
                to.phase().name(),
                to.bond().name(),
                to.clock().sinceMillis(),
                to.clock().spentMillis(),
                due(to),
                rollout,
                to.seat().place());
    }

    /** Whether anything else has changed than what {@link #CHANGE} writes. */
    private static boolean isChangedFurther(Member from, Member to) {
        Member same = new Member(
                from.seat(),
                from.wave(),
                from.before(),
                from.offeredBefore(),
                to.state(),
                to.phase(),
                to.bond(),
                from.code(),
                from.attempt(),
                from.tries(),
                from.lifted(),
                to.clock());
        return !to.equals(same);
    }

    private static Optional<Long> due(Member member) {
        long due = member.clock().dueMillis();
        return due == PhaseClock.NEVER ? Optional.empty() : Optional.of(due);
    }

    /** Keeps a member, and says in the queue of which wave it was before that, if it was in one. */
    static Optional<Integer> save(Sql sql, String rollout, Member member) {
        Seat seat = member.seat();
        long offered = member.offeredBefore();
        return sql.first(
                        SAVE,
                        row -> row.optionalNumber("ready_before").map(Math::toIntExact),
                        rollout,
                        seat.place(),
                        seat.serial().text(),
                        seat.site(),
                        seat.zone(),
                        seat.image(),
                        seat.workSeconds(),
                        member.wave(),
                        member.before(),
                        offered == Member.UNKNOWN ? Optional.empty() : Optional.of(offered),
                        member.state().name(),
                        member.phase().name(),
                        member.bond().name(),
                        member.code().number(),
                        member.attempt(),
                        member.tries().transport(),
                        member.tries().verify(),
                        member.tries().boot(),
                        member.lifted(),
                        member.clock().sinceMillis(),
                        member.clock().spentMillis(),
                        due(member))
                .orElseThrow();
    }

    private MemberText() {}
}
