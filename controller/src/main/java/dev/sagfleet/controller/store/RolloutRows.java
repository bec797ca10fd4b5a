package dev.sagfleet.controller.store;

import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.inventory.RolloutPlace;
import dev.sagfleet.controller.inventory.RolloutRepository;
import dev.sagfleet.controller.inventory.Slice;
import dev.sagfleet.controller.inventory.SliceRequest;
import dev.sagfleet.controller.rollout.Claim;
import dev.sagfleet.controller.rollout.Member;
import dev.sagfleet.controller.rollout.Members;
import dev.sagfleet.controller.rollout.PhaseClock;
import dev.sagfleet.controller.rollout.Rollout;
import dev.sagfleet.controller.rollout.RolloutState;
import dev.sagfleet.controller.rollout.Transition;
import dev.sagfleet.controller.sql.Row;
import dev.sagfleet.controller.sql.Sql;
import java.util.List;
import java.util.Optional;

/** The tables of rollouts. Members, claims and heads have classes of their own; the log is here. */
final class RolloutRows implements RolloutRepository.Writable {
    private static final String ENTER = "INSERT INTO rollout_log (rollout, number, state, at_millis, who, why)"
            + " SELECT ?, COALESCE(MAX(number), 0) + 1, ?, ?, ?, ? FROM rollout_log WHERE rollout = ?";

    private final Sql sql;
    private final HeadRows heads;
    private final UnwrittenHeads unwritten;
    private final ClaimRows claims;

    /** For who only reads. */
    RolloutRows(Sql sql, KnownRollouts known) {
        this(sql, known, new UnwrittenHeads(known));
    }

    /** @param unwritten heads that the group of changes has yet to write */
    RolloutRows(Sql sql, KnownRollouts known, UnwrittenHeads unwritten) {
        this.sql = sql;
        this.unwritten = unwritten;
        heads = new HeadRows(sql, known);
        claims = new ClaimRows(sql);
    }

    @Override
    public Optional<Rollout> find(String id) {
        return unwritten.find(id).or(() -> heads.first("WHERE id = ?", id));
    }

    @Override
    public Optional<Rollout> findByName(String name) {
        unwritten.writeTo(sql);
        return heads.first("WHERE name = ? ORDER BY is_over, created_millis DESC, id DESC LIMIT 1", name);
    }

    @Override
    public Slice<Rollout> list(SliceRequest request) {
        unwritten.writeTo(sql);
        List<Rollout> items;
        if (request.after().isEmpty()) {
            items = heads.all("ORDER BY created_millis DESC, id DESC LIMIT ?", request.itemsMax());
        } else {
            Optional<RolloutPlace> after = request.after().flatMap(RolloutPlace::parse);
            items = after.isEmpty()
                    ? List.of()
                    : heads.all(
                            "WHERE (created_millis, id) < (?, ?) ORDER BY created_millis DESC, id DESC LIMIT ?",
                            after.get().createdMillis(),
                            after.get().id(),
                            request.itemsMax());
        }
        boolean isFull = items.size() == request.itemsMax();
        return new Slice<>(
                items,
                isFull
                        ? Optional.of(
                                RolloutPlace.of(items.get(items.size() - 1)).text())
                        : Optional.empty());
    }

    @Override
    public List<String> dueBy(long nowMillis) {
        unwritten.writeTo(sql);
        return sql.query(
                "SELECT id FROM rollout WHERE wake_millis <= ? ORDER BY wake_millis, id",
                row -> row.text("id"),
                nowMillis);
    }

    @Override
    public long nextWakeMillis() {
        unwritten.writeTo(sql);
        return sql.first(
                        "SELECT wake_millis FROM rollout WHERE wake_millis IS NOT NULL ORDER BY wake_millis LIMIT 1",
                        row -> row.number("wake_millis"))
                .orElse(PhaseClock.NEVER);
    }

    @Override
    public Optional<Member> member(String id, SerialNumber serial) {
        return members(id).find(serial);
    }

    @Override
    public List<Member> members(String id, int fromPlace, int most) {
        return members(id).slice(fromPlace, most);
    }

    @Override
    public int size(String id) {
        return members(id).size();
    }

    @Override
    public List<CauseCount> causes(String id) {
        return new MemberRows(sql, id).causes();
    }

    @Override
    public List<String> of(SerialNumber serial) {
        return sql.query(
                "SELECT DISTINCT rollout FROM rollout_member WHERE serial = ? ORDER BY rollout",
                row -> row.text("rollout"),
                serial.text());
    }

    @Override
    public Optional<Claim> claim(SerialNumber serial) {
        return claims.find(serial);
    }

    @Override
    public List<LogLine> log(String id, long after, int most) {
        return sql.query(
                "SELECT * FROM rollout_log WHERE rollout = ? AND number > ? ORDER BY number LIMIT ?",
                RolloutRows::toLine,
                id,
                after,
                most);
    }

    private static LogLine toLine(Row row) {
        return new LogLine(
                row.number("number"),
                new Transition(
                        row.constant(RolloutState.class, "state"),
                        row.number("at_millis"),
                        row.text("who"),
                        row.text("why")));
    }

    @Override
    public long nextNumber() {
        return Counters.increment(sql, Counters.ROLLOUTS);
    }

    @Override
    public void save(Rollout rollout) {
        unwritten.save(sql, rollout);
    }

    @Override
    public void remove(String id) {
        unwritten.remove(id);
        heads.remove(id);
        claims.remove(id);
        MemberRows.remove(sql, id);
        sql.update("DELETE FROM rollout_log WHERE rollout = ?", id);
    }

    @Override
    public Members members(String id) {
        return new MemberRows(sql, id);
    }

    @Override
    public void enter(String id, Transition transition) {
        sql.update(ENTER, id, transition.state().name(), transition.atMillis(), transition.who(), transition.why(), id);
    }

    @Override
    public void claim(SerialNumber serial, Claim claim) {
        claims.save(serial, claim);
    }

    @Override
    public void release(SerialNumber serial) {
        claims.remove(serial);
    }

    @Override
    public int release(String id, int most) {
        return claims.remove(id, most);
    }
}
