package dev.sagfleet.controller.store;

import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.UpdateCode;
import dev.sagfleet.controller.inventory.RolloutRepository;
import dev.sagfleet.controller.rollout.Bond;
import dev.sagfleet.controller.rollout.Member;
import dev.sagfleet.controller.rollout.MemberState;
import dev.sagfleet.controller.rollout.Members;
import dev.sagfleet.controller.rollout.Phase;
import dev.sagfleet.controller.rollout.PhaseClock;
import dev.sagfleet.controller.rollout.Seat;
import dev.sagfleet.controller.rollout.Tries;
import dev.sagfleet.controller.sql.Row;
import dev.sagfleet.controller.sql.Sql;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rows of one rollout in the table {@code rollout_member}, and in {@code rollout_ready} how many of each wave and zone are
 * in the queue. How many of a site work is counted in an index: no more do than the rollout lets work there at once.
 *
 * <p>It is of one change, and knows the members that it has read or written: to save one of them takes no more than its change.
 */
final class MemberRows implements Members {
    private static final String ALL = "SELECT * FROM rollout_member WHERE rollout = ? AND ";

    private final Sql sql;
    private final String rollout;

    /** By their places. */
    private final Map<Integer, Member> known = new HashMap<>();

    MemberRows(Sql sql, String rollout) {
        this.sql = sql;
        this.rollout = rollout;
    }

    @Override
    public Optional<Member> find(SerialNumber serial) {
        return sql.first(
                ALL + "serial = ? ORDER BY place DESC LIMIT 1", row -> known(row, serial), rollout, serial.text());
    }

    @Override
    public void save(Member member) {
        Optional<Integer> wave = ready(member);
        Member before = known.put(member.seat().place(), member);
        Optional<Integer> waveBefore;
        if (before == null) {
            waveBefore = MemberText.save(sql, rollout, member);
        } else {
            waveBefore = ready(before);
            MemberText.change(sql, rollout, before, member);
        }
        if (!wave.equals(waveBefore)) {
            int zone = member.seat().zone();
            waveBefore.ifPresent(left -> addReady(left, zone, -1));
            wave.ifPresent(entered -> addReady(entered, zone, 1));
        }
    }

    /** In the queue of which wave a member is, if it is in one. */
    private static Optional<Integer> ready(Member member) {
        return member.phase() == Phase.READY ? Optional.of(member.wave()) : Optional.empty();
    }

    private void addReady(int wave, int zone, int more) {
        sql.update(
                "INSERT INTO rollout_ready (rollout, wave, zone, members) VALUES (?, ?, ?, ?)"
                        + " ON CONFLICT (rollout, wave, zone) DO UPDATE SET"
                        + " members = rollout_ready.members + excluded.members",
                rollout,
                wave,
                zone,
                more);
    }

    @Override
    public Optional<Member> nextReady(int wave, int zone) {
        return sql.first(
                ALL + "phase = 'READY' AND wave = ? AND zone = ? ORDER BY place LIMIT 1",
                this::known,
                rollout,
                wave,
                zone);
    }

    @Override
    public int ready(int wave, int zone) {
        return sql.first(
                        "SELECT members FROM rollout_ready WHERE rollout = ? AND wave = ? AND zone = ?",
                        row -> row.smallNumber("members"),
                        rollout,
                        wave,
                        zone)
                .orElse(0);
    }

    @Override
    public Optional<Member> nextHeld(int site) {
        return sql.first(ALL + "phase = 'HELD' AND site = ? ORDER BY wave, place LIMIT 1", this::known, rollout, site);
    }

    @Override
    public int working(int site) {
        return sql.first(
                        "SELECT COUNT(*) AS members FROM rollout_member WHERE rollout = ? AND site = ?"
                                + " AND phase IN ('OFFERED', 'FETCHING', 'WRITING')",
                        row -> row.smallNumber("members"),
                        rollout,
                        site)
                .orElseThrow();
    }

    @Override
    public List<Member> dueBy(long nowMillis, int most) {
        return sql.query(
                ALL + "due_millis <= ? ORDER BY due_millis, place LIMIT ?", this::known, rollout, nowMillis, most);
    }

    @Override
    public long nextDueMillis() {
        return sql.first(
                        "SELECT due_millis FROM rollout_member WHERE rollout = ? AND due_millis IS NOT NULL"
                                + " ORDER BY due_millis LIMIT 1",
                        row -> row.number("due_millis"),
                        rollout)
                .orElse(PhaseClock.NEVER);
    }

    @Override
    public List<Member> slice(int fromPlace, int most) {
        return sql.query(ALL + "place >= ? ORDER BY place LIMIT ?", this::known, rollout, fromPlace, most);
    }

    @Override
    public int size() {
        return sql.first(
                        "SELECT place FROM rollout_member WHERE rollout = ? ORDER BY place DESC LIMIT 1",
                        row -> row.smallNumber("place") + 1,
                        rollout)
                .orElse(0);
    }

    /** So many of a wave and zone that are in the queue. */
    private record Ready(int wave, int zone, int members) {}

    @Override
    public void removeLast(int most) {
        int from = Math.max(0, size() - most);
        List<Ready> ready = sql.query(
                "SELECT wave, zone, COUNT(CASE WHEN phase = 'READY' THEN 1 END) AS members FROM rollout_member"
                        + " WHERE rollout = ? AND place >= ? GROUP BY wave, zone",
                row -> new Ready(row.smallNumber("wave"), row.smallNumber("zone"), row.smallNumber("members")),
                rollout,
                from);
        ready.forEach(some -> addReady(some.wave(), some.zone(), -some.members()));
        known.clear();
        sql.update("DELETE FROM rollout_member WHERE rollout = ? AND place >= ?", rollout, from);
    }

    /** Why members have failed. */
    List<RolloutRepository.CauseCount> causes() {
        return sql.query(
                "SELECT wave, code, COUNT(*) AS members FROM rollout_member WHERE rollout = ? AND state = 'FAILED'"
                        + " GROUP BY wave, code ORDER BY wave, code",
                row -> new RolloutRepository.CauseCount(
                        row.smallNumber("wave"),
                        UpdateCode.numbered(row.number("code")).orElseThrow(),
                        row.smallNumber("members")),
                rollout);
    }

    /** Takes all members of a rollout away. */
    static void remove(Sql sql, String rollout) {
        sql.update("DELETE FROM rollout_member WHERE rollout = ?", rollout);
        sql.update("DELETE FROM rollout_ready WHERE rollout = ?", rollout);
    }

    private Member known(Row row) {
        return known(row, new SerialNumber(row.text("serial")));
    }

    private Member known(Row row, SerialNumber serial) {
        Member member = toMember(row, serial);
        known.put(member.seat().place(), member);
        return member;
    }

    private static Member toMember(Row row, SerialNumber serial) {
        return new Member(
                new Seat(
                        serial,
                        row.smallNumber("place"),
                        row.smallNumber("site"),
                        row.smallNumber("zone"),
                        row.smallNumber("image"),
                        row.smallNumber("work_seconds")),
                row.smallNumber("wave"),
                row.smallNumber("image_before"),
                row.optionalNumber("offered_before").orElse((long) Member.UNKNOWN),
                row.constant(MemberState.class, "state"),
                row.constant(Phase.class, "phase"),
                row.constant(Bond.class, "bond"),
                UpdateCode.numbered(row.number("code")).orElseThrow(),
                row.smallNumber("attempt"),
                new Tries(
                        row.smallNumber("transport_tries"),
                        row.smallNumber("verify_tries"),
                        row.smallNumber("boot_tries")),
                row.flag("lifted"),
                new PhaseClock(
                        row.number("since_millis"),
                        row.number("spent_millis"),
                        row.optionalNumber("due_millis").orElse(PhaseClock.NEVER)));
    }
}
