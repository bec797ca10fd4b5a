package dev.sagfleet.simulator.simtest;

import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.inventory.RolloutRepository.LogLine;
import dev.sagfleet.controller.inventory.SliceRequest;
import dev.sagfleet.controller.inventory.Transaction;
import dev.sagfleet.controller.rollout.Hold;
import dev.sagfleet.controller.rollout.Member;
import dev.sagfleet.controller.rollout.Rollout;
import dev.sagfleet.controller.rollout.RolloutState;
import dev.sagfleet.controller.rollout.Transition;
import dev.sagfleet.controller.rollout.Wave;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;

/** Looks at the rollouts on record, after each change and before the jobs are looked at. */
final class RolloutAudit {
    private final MemberAudit members;
    private final OfferAudit offers;
    private final GateAudit gates;
    private final Story story;

    /** As the latest change left them, the latest first. */
    private Map<String, Seen> known = new LinkedHashMap<>();

    private record Seen(Rollout rollout, List<Member> members, long lines) {}

    RolloutAudit(JobAudit jobs, BiPredicate<SerialNumber, Digest> hasKept, Story story) {
        this.story = story;
        members = new MemberAudit(hasKept, story);
        offers = new OfferAudit(jobs, story);
        gates = new GateAudit(story);
    }

    /** Those on record, the latest first. */
    List<Rollout> known() {
        return known.values().stream().map(Seen::rollout).toList();
    }

    void look(Transaction transaction) {
        Map<String, Seen> before = known;
        known = new LinkedHashMap<>();
        List<Rollout> rollouts = transaction
                .rollouts()
                .list(new SliceRequest(Optional.empty(), SliceRequest.ITEMS_MAX))
                .items();
        for (Rollout rollout : rollouts) {
            String id = rollout.origin().id();
            Seen was = Optional.ofNullable(before.remove(id)).orElseGet(() -> unknown(rollout));
            known.put(id, look(transaction, was, rollout));
        }
        for (Seen gone : before.values()) {
            if (!gone.rollout().state().isOver()) {
                story.violated("no rollout is lost", gone.rollout().origin().id());
            }
        }
    }

    private static Seen unknown(Rollout rollout) {
        var draft =
                Rollout.draft(rollout.origin(), rollout.policy(), rollout.last().who());
        return new Seen(draft, List.of(), 0);
    }

    private Seen look(Transaction transaction, Seen was, Rollout now) {
        String id = now.origin().id();
        List<Member> rows = transaction.rollouts().members(id, 0, SliceRequest.ITEMS_MAX);
        boolean isSame = now.equals(was.rollout()) && was.lines() > 0;
        if (isSame && rows.equals(was.members())) {
            return was;
        }
        List<LogLine> lines = isSame ? List.of() : transaction.rollouts().log(id, was.lines(), SliceRequest.ITEMS_MAX);
        lines.forEach(line -> entered(id, line.transition()));
        lookAtLog(was, now, lines);
        members.recount(now, rows);
        List<Member> offered = lookAtMembers(was, now, rows);
        boolean mayOffer = was.rollout().state() == RolloutState.RUNNING || count(lines, RolloutState.RUNNING) > 0;
        offers.look(transaction, was.rollout(), now, mayOffer, rows, offered);
        gates.look(was.rollout(), now, count(lines, RolloutState.HALTED));
        countWaves(was.rollout(), now);
        return new Seen(now, rows, was.lines() + lines.size());
    }

    private void entered(String id, Transition transition) {
        story.count("rollout", transition.state().name());
        story.tell(id + " is " + transition.state() + " by " + transition.who() + ": " + transition.why());
    }

    private void lookAtLog(Seen was, Rollout now, List<LogLine> lines) {
        String what =
                now.origin().id() + ": " + lines + " after " + was.rollout().last() + ", now " + now.last();
        RolloutState state = was.rollout().state();
        long number = was.lines();
        for (LogLine line : lines) {
            number++;
            if (line.number() != number || !mayBecome(state, line.transition().state())) {
                story.violated("a rollout goes from state to state", what);
            }
            state = line.transition().state();
        }
        Transition last = lines.isEmpty()
                ? was.rollout().last()
                : lines.get(lines.size() - 1).transition();
        if (!last.equals(now.last())) {
            story.violated("each state of a rollout is in its log", what);
        }
    }

    private static boolean mayBecome(RolloutState was, RolloutState now) {
        return switch (was) {
            case DRAFT, WAITING_FOR_APPROVAL, SCHEDULED ->
                now.compareTo(RolloutState.RUNNING) < 0
                        || now == RolloutState.CANCELLED
                        || (now == RolloutState.RUNNING && was == RolloutState.SCHEDULED);
            case RUNNING -> now.compareTo(RolloutState.RUNNING) > 0;
            case PAUSED, HALTED -> now.compareTo(RolloutState.RUNNING) >= 0;
            case FINISHED -> now == RolloutState.FINISHED || now == RolloutState.RUNNING;
            case CANCELLED -> false;
        };
    }

    private static int count(List<LogLine> lines, RolloutState state) {
        return (int) lines.stream()
                .filter(line -> line.transition().state() == state)
                .count();
    }

    /** Returns those that have been offered something. */
    private List<Member> lookAtMembers(Seen was, Rollout now, List<Member> rows) {
        List<Member> offered = new ArrayList<>();
        boolean isFixed = was.rollout().startedMillis() > 0;
        if (isFixed && rows.size() < was.members().size() && !now.state().isOver()) {
            story.violated("no member is lost", now.origin().id());
        }
        for (int i = 0; i < Math.min(rows.size(), was.members().size()); i++) {
            Member before = was.members().get(i);
            Member after = rows.get(i);
            if (!before.seat().equals(after.seat())) {
                if (isFixed) {
                    story.violated("each member keeps its place", now.origin().id() + ' ' + before + ", then " + after);
                }
            } else if (!before.equals(after)) {
                members.changed(now, before, after);
                if (after.attempt() > before.attempt()) {
                    offered.add(after);
                }
            }
        }
        return offered;
    }

    private void countWaves(Rollout was, Rollout now) {
        for (int number = 0; number < now.waves().size(); number++) {
            Wave wave = now.waves().get(number);
            boolean isKnown = number < was.waves().size();
            if (!isKnown || was.waves().get(number).stage() != wave.stage()) {
                story.count("wave", wave.stage().name());
            }
            if (wave.verdict() != Wave.Verdict.UNKNOWN
                    && (!isKnown || was.waves().get(number).verdict() != wave.verdict())) {
                String what = now.origin().id() + " finds wave " + (number + 1) + ' ' + wave.verdict() + ": "
                        + wave.checkup().figures();
                story.count("health", wave.verdict().name(), what);
            }
            if (wave.hold() != Hold.RESULTS
                    && (!isKnown || was.waves().get(number).hold() != wave.hold())) {
                story.count("wave waits", wave.hold().name());
            }
        }
    }
}
