package dev.sagfleet.controller.memory;

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
import dev.sagfleet.controller.rollout.Transition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;

/** The rollouts with all that belongs to them. */
final class MemoryRollouts implements RolloutRepository.Writable {
    private static final Comparator<RolloutPlace> LATEST_FIRST = Comparator.comparingLong(RolloutPlace::createdMillis)
            .thenComparing(RolloutPlace::id, TextOrder.BY_BYTES)
            .reversed();

    /** Likewise, without a place made for it. */
    private static final Comparator<Rollout> BY_PLACE = Comparator.<Rollout>comparingLong(
                    rollout -> rollout.origin().createdMillis())
            .thenComparing(MemoryRollouts::idOf, TextOrder.BY_BYTES)
            .reversed();

    private static final Comparator<Rollout> BY_WAKING =
            Comparator.comparingLong(Rollout::wakeAtMillis).thenComparing(MemoryRollouts::idOf, TextOrder.BY_BYTES);

    /** The members of one rollout. */
    private record Kept(String id, MemoryMembers members) {}

    /** The audit log of one rollout, in its order. */
    private record Log(String id, List<LogLine> lines) {}

    private final UndoLog undo;
    private final Table<String, Rollout> heads;
    private final SortedRows<String, Rollout> byPlace;
    private final OrderIndex<Rollout> byWaking;
    private final GroupIndex<Rollout> byName;
    private final Table<String, Kept> members;
    private final Table<String, Log> logs;
    private final MemoryClaims claims;
    private final Counter numbers;

    MemoryRollouts(UndoLog undo) {
        this.undo = undo;
        heads = new Table<>(undo, TextOrder.BY_BYTES, MemoryRollouts::idOf);
        byPlace = heads.sortedBy(BY_PLACE);
        byWaking = heads.indexed(new OrderIndex<>(BY_WAKING));
        byName = heads.indexed(new GroupIndex<>(rollout -> rollout.policy().name(), MemoryRollouts::idOf));
        members = new Table<>(undo, TextOrder.BY_BYTES, Kept::id);
        logs = new Table<>(undo, TextOrder.BY_BYTES, Log::id);
        claims = new MemoryClaims(undo);
        numbers = new Counter(undo);
    }

    private static String idOf(Rollout rollout) {
        return rollout.origin().id();
    }

    @Override
    public Optional<Rollout> find(String id) {
        return heads.find(id);
    }

    @Override
    public Optional<Rollout> findByName(String name) {
        Comparator<Rollout> running =
                Comparator.comparing(rollout -> rollout.state().isOver());
        return heads.find(byName.of(name), running.thenComparing(BY_PLACE)).stream()
                .findFirst();
    }

    @Override
    public Slice<Rollout> list(SliceRequest request) {
        Optional<RolloutPlace> after = request.after().flatMap(RolloutPlace::parse);
        if (request.after().isPresent() && after.isEmpty()) {
            return new Slice<>(List.of(), Optional.empty());
        }
        List<Rollout> items = byPlace.all().stream()
                .filter(rollout -> after.isEmpty() || LATEST_FIRST.compare(RolloutPlace.of(rollout), after.get()) > 0)
                .limit(request.itemsMax())
                .toList();
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
        List<String> due = new ArrayList<>();
        for (Rollout rollout : byWaking.rows()) {
            if (rollout.wakeAtMillis() > nowMillis || rollout.wakeAtMillis() == PhaseClock.NEVER) {
                break;
            }
            due.add(idOf(rollout));
        }
        return due;
    }

    @Override
    public long nextWakeMillis() {
        NavigableSet<Rollout> waking = byWaking.rows();
        return waking.isEmpty() ? PhaseClock.NEVER : waking.first().wakeAtMillis();
    }

    @Override
    public Optional<Member> member(String id, SerialNumber serial) {
        return members.find(id).flatMap(kept -> kept.members().find(serial));
    }

    @Override
    public List<Member> members(String id, int fromPlace, int most) {
        return members.find(id)
                .map(kept -> kept.members().slice(fromPlace, most))
                .orElse(List.of());
    }

    @Override
    public int size(String id) {
        return members.find(id).map(kept -> kept.members().size()).orElse(0);
    }

    @Override
    public List<CauseCount> causes(String id) {
        return members.find(id).map(kept -> kept.members().causes()).orElse(List.of());
    }

    /** Looks into each rollout, of which there are few: an index would take as much room for each member as its row. */
    @Override
    public List<String> of(SerialNumber serial) {
        List<String> rollouts = new ArrayList<>(2);
        for (Kept kept : members.all()) {
            if (kept.members().has(serial)) {
                rollouts.add(kept.id());
            }
        }
        return rollouts;
    }

    @Override
    public Optional<Claim> claim(SerialNumber serial) {
        return claims.find(serial);
    }

    @Override
    public List<LogLine> log(String id, long after, int most) {
        Collection<LogLine> lines = logs.find(id).map(Log::lines).orElse(List.of());
        return lines.stream().filter(line -> line.number() > after).limit(most).toList();
    }

    @Override
    public long nextNumber() {
        return numbers.next();
    }

    @Override
    public void save(Rollout rollout) {
        heads.save(rollout);
    }

    @Override
    public void remove(String id) {
        heads.remove(id);
        members.remove(id);
        logs.remove(id);
        claims.remove(id);
    }

    @Override
    public Members members(String id) {
        Kept kept = members.find(id).orElseGet(() -> {
            Kept none = new Kept(id, new MemoryMembers());
            members.save(none);
            return none;
        });
        return new UndoneMembers(kept.members(), undo);
    }

    @Override
    public void enter(String id, Transition transition) {
        List<LogLine> lines = new ArrayList<>(logs.find(id).map(Log::lines).orElse(List.of()));
        lines.add(new LogLine(lines.size() + 1L, transition));
        logs.save(new Log(id, List.copyOf(lines)));
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

    void clear() {
        heads.clear();
        members.clear();
        logs.clear();
        claims.clear();
    }
}
