package dev.sagfleet.simulator.simtest;

import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.rollout.Barred;
import dev.sagfleet.controller.rollout.Counts;
import dev.sagfleet.controller.rollout.Member;
import dev.sagfleet.controller.rollout.MemberState;
import dev.sagfleet.controller.rollout.Phase;
import dev.sagfleet.controller.rollout.Rollout;
import dev.sagfleet.controller.rollout.Tries;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;

/** Looks at the members of rollouts: recounts them, and whether what has become of them could. */
final class MemberAudit {
    private static final Set<Phase> WAITING =
            EnumSet.of(Phase.READY, Phase.HELD, Phase.BACKING_OFF, Phase.MISSED, Phase.BARRED);

    private final BiPredicate<SerialNumber, Digest> hasKept;
    private final Story story;

    /** The latest attempt that counted as a failure, by rollout and place. */
    private final Map<String, Integer> failures = new LinkedHashMap<>();

    /** @param hasKept whether a device has ever run an image that it keeps */
    MemberAudit(BiPredicate<SerialNumber, Digest> hasKept, Story story) {
        this.hasKept = hasKept;
        this.story = story;
    }

    void recount(Rollout rollout, List<Member> members) {
        String id = rollout.origin().id();
        for (int wave = Member.NO_WAVE; wave < rollout.waves().size(); wave++) {
            Counts kept = wave == Member.NO_WAVE
                    ? rollout.apart()
                    : rollout.waves().get(wave).counts();
            for (MemberState state : MemberState.values()) {
                int in = wave;
                long found = members.stream()
                        .filter(member -> member.wave() == in && member.state() == state)
                        .count();
                if (found != kept.of(state)) {
                    story.violated(
                            "members add up",
                            id + " wave " + (wave + 1) + ": " + found + " " + state + ", counted are " + kept);
                }
            }
        }
        for (int wave = 0; wave < rollout.waves().size(); wave++) {
            int in = wave;
            Barred kept = rollout.waves().get(wave).barred();
            long barred = members.stream()
                    .filter(member -> member.wave() == in && member.phase() == Phase.BARRED)
                    .count();
            if (barred != kept.all()) {
                story.violated("those who wait for a person add up", id + ": " + barred + ", counted are " + kept);
            }
        }
        if (rollout.counts().all() != members.size()) {
            story.violated("each member is counted", id + ": " + members.size() + ", counted are " + rollout.counts());
        }
        if (OfferAudit.working(members) != rollout.flow().working()) {
            story.violated("members at work add up", id + ": counted are " + rollout.flow());
        }
        members.stream()
                .filter(member -> !fits(member))
                .forEach(member -> story.violated("a member is what it does", id + ' ' + member));
    }

    private static boolean fits(Member member) {
        Phase phase = member.phase();
        return switch (member.state()) {
            case WAITING -> WAITING.contains(phase);
            case ACTIVE -> phase == Phase.AWAY || phase.isOrdered();
            case SUCCEEDED, FAILED, SILENT, CANCELLED, SUPERSEDED, ALREADY_THERE, LEFT -> phase == Phase.OVER;
        };
    }

    void changed(Rollout rollout, Member was, Member now) {
        String what = rollout.origin().id() + ' ' + was + ", then " + now;
        if (now.attempt() < was.attempt() || now.attempt() > was.attempt() + 1) {
            story.violated("each attempt is one more", what);
        }
        lookForFailure(rollout, was, now, what);
        if (was.state() == now.state()) {
            return;
        }
        story.count("member", now.state().name());
        story.tell(rollout.origin().id() + ' ' + now.serial() + " is " + now.state() + ' ' + now.code());
        if (!mayBecome(was, now)) {
            story.violated("nothing becomes of a member that has ended", what);
        }
        boolean isOn = now.state() == MemberState.SUCCEEDED || now.state() == MemberState.ALREADY_THERE;
        if (isOn && !hasKept.test(now.serial(), rollout.imageOf(now))) {
            story.violated("who has succeeded runs the image", what);
        }
    }

    private static boolean mayBecome(Member was, Member now) {
        boolean isAgain = now.wave() != was.wave();
        return now.state() == MemberState.LEFT
                || switch (was.state()) {
                    case WAITING, ACTIVE -> true;
                    case SUCCEEDED -> now.state() == MemberState.FAILED;
                    case FAILED -> isAgain;
                    case SILENT -> isAgain || now.state() == MemberState.SUCCEEDED || now.state() == MemberState.FAILED;
                    case CANCELLED -> now.state() == MemberState.SUCCEEDED;
                    case SUPERSEDED, ALREADY_THERE, LEFT -> false;
                };
    }

    private void lookForFailure(Rollout rollout, Member was, Member now, String what) {
        boolean isPaid = sum(now.tries()) > sum(was.tries());
        boolean hasFailed = was.state().isOpen() && now.state() == MemberState.FAILED;
        if (!isPaid && !hasFailed) {
            return;
        }
        Integer before =
                failures.put(rollout.origin().id() + ' ' + now.seat().place() + ' ' + now.serial(), now.attempt());
        if (before != null && before == now.attempt()) {
            story.violated("no attempt counts twice", what);
        }
    }

    private static int sum(Tries tries) {
        return tries.transport() + tries.verify() + tries.boot();
    }
}
