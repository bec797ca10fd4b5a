package dev.sagfleet.controller.rollout;

import dev.sagfleet.controller.rollout.Dealing.Drawn;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The orders in which members are dealt. Source: rollout rule R3. */
record Dealer(Origin origin) {
    /** @param bits that were drawn for it: once, and not each time that it is compared */
    private record Group(String name, long bits, List<Drawn> members) {}

    private static final Comparator<Drawn> BY_DRAW =
            Comparator.comparingLong(Drawn::bits).thenComparing(Drawn::serial);

    /** A new list, of the same. */
    List<Drawn> order(MemberOrder order, List<Drawn> members) {
        return switch (order) {
            case SPREAD -> spread(members);
            case SITE_BY_SITE -> {
                List<Drawn> bySite = new ArrayList<>();
                groups(members, drawn -> drawn.candidate().site()).forEach(bySite::addAll);
                yield bySite;
            }
            case LISTED -> {
                List<Drawn> listed = new ArrayList<>(members);
                listed.sort(Comparator.<Drawn>comparingInt(
                                drawn -> drawn.candidate().listed())
                        .thenComparing(BY_DRAW));
                yield listed;
            }
        };
    }

    /** Rounds: in each, one of every site that has any left; and within a round, one of every batch in turn. */
    private List<Drawn> spread(List<Drawn> members) {
        List<List<Drawn>> rounds = rounds(members, drawn -> drawn.candidate().site());
        List<Drawn> spread = new ArrayList<>(members.size());
        for (List<Drawn> round : rounds) {
            rounds(round, drawn -> drawn.candidate().batch()).forEach(spread::addAll);
        }
        return spread;
    }

    /** The first of all groups, then the second of all, and so on. */
    private List<List<Drawn>> rounds(List<Drawn> members, Function<Drawn, String> group) {
        List<List<Drawn>> rounds = new ArrayList<>();
        for (List<Drawn> one : groups(members, group)) {
            for (int i = 0; i < one.size(); i++) {
                if (rounds.size() == i) {
                    rounds.add(new ArrayList<>());
                }
                rounds.get(i).add(one.get(i));
            }
        }
        return rounds;
    }

    /** The groups in an order that is drawn for them, each with its members in theirs. */
    private List<List<Drawn>> groups(List<Drawn> members, Function<Drawn, String> group) {
        Map<String, List<Drawn>> byName = new TreeMap<>();
        for (Drawn drawn : members) {
            byName.computeIfAbsent(group.apply(drawn), name -> new ArrayList<>())
                    .add(drawn);
        }
        byName.values().forEach(one -> one.sort(BY_DRAW));
        List<Group> groups = new ArrayList<>(byName.size());
        byName.forEach((name, some) -> groups.add(new Group(name, Draws.bits(origin, name, "group", 0), some)));
        groups.sort(Comparator.comparingLong(Group::bits).thenComparing(Group::name));
        return groups.stream().map(Group::members).toList();
    }
}
