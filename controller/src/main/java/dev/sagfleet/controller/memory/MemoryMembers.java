package dev.sagfleet.controller.memory;

import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.UpdateCode;
import dev.sagfleet.controller.inventory.RolloutRepository.CauseCount;
import dev.sagfleet.controller.rollout.Member;
import dev.sagfleet.controller.rollout.MemberState;
import dev.sagfleet.controller.rollout.Members;
import dev.sagfleet.controller.rollout.Phase;
import dev.sagfleet.controller.rollout.PhaseClock;
import dev.sagfleet.controller.rollout.Seat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The members of one rollout in memory: rows of numbers, at most 200 bytes for each with its indexes and its serial number.
 * Not thread-safe.
 */
public final class MemoryMembers implements Members {
    /** Up to so many entries of no use are not worth a look. */
    private static final int SPARE = 1024;

    private final MemberRows rows = new MemberRows();
    private final SerialIndex serials = new SerialIndex(rows);
    private final ReadyQueues ready = new ReadyQueues(rows);
    private final SiteQueues sites = new SiteQueues(rows);
    private final DueHeap due = new DueHeap();

    /** How many members are ever due. */
    private int dueCount;

    @Override
    public Optional<Member> find(SerialNumber serial) {
        return at(serials.find(serial));
    }

    /** Whether a device is or was a member. */
    boolean has(SerialNumber serial) {
        return serials.find(serial) != MemberRows.NOBODY;
    }

    /** @throws IllegalArgumentException if its place is not that of a member, nor the next one */
    @Override
    public void save(Member member) {
        Seat seat = member.seat();
        int place = seat.place();
        boolean isNew = place == rows.size();
        if (place > rows.size()) {
            throw new IllegalArgumentException("place: " + place + " (expected: 0 to " + rows.size() + ')');
        }
        if (isNew) {
            rows.add();
        } else {
            leave(place);
        }
        rows.write(member);
        if (isNew) {
            serials.put(place);
        }
        enter(place);
    }

    /** What the member in a place is, which {@link #restore} makes of it again. */
    long[] copy(int place) {
        return rows.copy(place);
    }

    /** Makes the member in a place what it was. */
    void restore(int place, long[] row) {
        leave(place);
        rows.restore(place, row);
        enter(place);
    }

    private void leave(int place) {
        dueCount -= rows.due(place) != PhaseClock.NEVER ? 1 : 0;
        Phase phase = rows.phase(place);
        if (phase == Phase.READY) {
            ready.remove(rows.wave(place), rows.zone(place));
        } else if (phase == Phase.HELD) {
            sites.remove(rows.site(place), place);
        } else if (phase.isWorking()) {
            sites.plusWorking(rows.site(place), -1);
        }
    }

    private void enter(int place) {
        dueCount += rows.due(place) != PhaseClock.NEVER ? 1 : 0;
        Phase phase = rows.phase(place);
        if (phase == Phase.READY) {
            ready.add(place);
        } else if (phase == Phase.HELD) {
            sites.add(rows.site(place), place);
        } else if (phase.isWorking()) {
            sites.plusWorking(rows.site(place), 1);
        }
        queue(place, rows.due(place));
    }

    /** Has a member that {@link #dueBy} has found found again. */
    void queue(Member member) {
        queue(member.seat().place(), member.clock().dueMillis());
    }

    /** One that is due later than it is queued for stays where it is, and is queued again when that has come. */
    private void queue(int place, long dueMillis) {
        if (dueMillis != PhaseClock.NEVER && dueMillis < rows.queued(place)) {
            rows.setQueued(place, DueHeap.clamp(dueMillis));
            due.add(place, dueMillis);
            if (due.size() > 3 * dueCount + SPARE) {
                due.keep(this::isQueued);
            }
        }
    }

    /** Whether an entry is the one by which its member is queued. That of a member that is never due says so anew. */
    private boolean isQueued(int place, long millis) {
        if (place >= rows.size() || rows.queued(place) != millis) {
            return false;
        }
        if (rows.due(place) == PhaseClock.NEVER) {
            rows.setQueued(place, PhaseClock.NEVER);
            return false;
        }
        return true;
    }

    @Override
    public Optional<Member> nextReady(int wave, int zone) {
        return at(ready.first(wave, zone));
    }

    @Override
    public int ready(int wave, int zone) {
        return ready.size(wave, zone);
    }

    @Override
    public Optional<Member> nextHeld(int site) {
        return at(sites.first(site));
    }

    @Override
    public int working(int site) {
        return sites.working(site);
    }

    @Override
    public List<Member> dueBy(long nowMillis, int most) {
        List<Member> found = new ArrayList<>();
        while (found.size() < most && nextDueMillis() <= nowMillis) {
            int place = due.firstPlace();
            due.removeFirst();
            rows.setQueued(place, PhaseClock.NEVER);
            found.add(rows.read(place));
        }
        return found;
    }

    @Override
    public long nextDueMillis() {
        while (!due.isEmpty()) {
            int place = due.firstPlace();
            long queued = due.firstDueMillis();
            boolean isQueued = place < rows.size() && rows.queued(place) == queued;
            if (isQueued && DueHeap.clamp(rows.due(place)) <= queued) {
                return queued;
            }
            due.removeFirst();
            if (isQueued) {
                rows.setQueued(place, PhaseClock.NEVER);
                queue(place, rows.due(place));
            }
        }
        return PhaseClock.NEVER;
    }

    @Override
    public List<Member> slice(int fromPlace, int most) {
        List<Member> found = new ArrayList<>();
        for (int place = fromPlace; place < Math.min(rows.size(), fromPlace + most); place++) {
            found.add(rows.read(place));
        }
        return found;
    }

    @Override
    public int size() {
        return rows.size();
    }

    @Override
    public void removeLast(int most) {
        for (int i = 0; i < most && rows.size() > 0; i++) {
            int place = rows.size() - 1;
            leave(place);
            serials.remove(place);
            rows.removeLast();
        }
        if (rows.size() == 0) {
            serials.clear();
            ready.clear();
            due.clear();
        }
    }

    /** Why members have failed. Looks at each of them, which takes a few milliseconds for very many. */
    List<CauseCount> causes() {
        Map<Integer, Map<Integer, Integer>> counts = new TreeMap<>();
        for (int place = 0; place < rows.size(); place++) {
            if (rows.state(place) == MemberState.FAILED) {
                counts.computeIfAbsent(rows.wave(place), wave -> new TreeMap<>())
                        .merge(rows.code(place).number(), 1, Integer::sum);
            }
        }
        List<CauseCount> causes = new ArrayList<>();
        counts.forEach((wave, byCode) -> byCode.forEach((code, members) ->
                causes.add(new CauseCount(wave, UpdateCode.numbered(code).orElseThrow(), members))));
        return causes;
    }

    private Optional<Member> at(int place) {
        return place == MemberRows.NOBODY ? Optional.empty() : Optional.of(rows.read(place));
    }
}
