package dev.sagfleet.controller.rollout;

import dev.sagfleet.agent.protocol.SerialNumber;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Members in a list, each question answered by a look at all of them: slow, and obviously right. */
public final class ListedMembers implements Members {
    private final List<Member> all = new ArrayList<>();

    List<Member> all() {
        return all;
    }

    private Stream<Member> those(Predicate<Member> condition) {
        return all.stream().filter(condition);
    }

    @Override
    public Optional<Member> find(SerialNumber serial) {
        return those(member -> member.serial().equals(serial)).reduce((earlier, later) -> later);
    }

    @Override
    public void save(Member member) {
        if (member.seat().place() == all.size()) {
            all.add(member);
        } else {
            all.set(member.seat().place(), member);
        }
    }

    @Override
    public Optional<Member> nextReady(int wave, int zone) {
        return those(member -> isReadyIn(member, wave, zone)).findFirst();
    }

    @Override
    public int ready(int wave, int zone) {
        return (int) those(member -> isReadyIn(member, wave, zone)).count();
    }

    private static boolean isReadyIn(Member member, int wave, int zone) {
        return member.isReady() && member.wave() == wave && member.seat().zone() == zone;
    }

    @Override
    public Optional<Member> nextHeld(int site) {
        return those(member -> member.phase() == Phase.HELD && member.seat().site() == site)
                .min(Comparator.comparingInt(Member::wave)
                        .thenComparingInt(member -> member.seat().place()));
    }

    @Override
    public int working(int site) {
        return (int) those(member -> member.phase().isWorking() && member.seat().site() == site)
                .count();
    }

    @Override
    public List<Member> dueBy(long nowMillis, int most) {
        return those(member -> member.clock().dueMillis() <= nowMillis)
                .sorted(Comparator.<Member>comparingLong(
                                member -> member.clock().dueMillis())
                        .thenComparingInt(member -> member.seat().place()))
                .limit(most)
                .toList();
    }

    @Override
    public long nextDueMillis() {
        return all.stream()
                .mapToLong(member -> member.clock().dueMillis())
                .min()
                .orElse(PhaseClock.NEVER);
    }

    @Override
    public List<Member> slice(int fromPlace, int most) {
        int to = Math.min(all.size(), fromPlace + most);
        return fromPlace >= to ? List.of() : List.copyOf(all.subList(fromPlace, to));
    }

    @Override
    public int size() {
        return all.size();
    }

    @Override
    public void removeLast(int most) {
        for (int i = 0; i < most && !all.isEmpty(); i++) {
            all.remove(all.size() - 1);
        }
    }
}
