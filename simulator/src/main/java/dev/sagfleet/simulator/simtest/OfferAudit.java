package dev.sagfleet.simulator.simtest;

import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.UpdateCode;
import dev.sagfleet.controller.inventory.FirmwareImage;
import dev.sagfleet.controller.inventory.FirmwareJob;
import dev.sagfleet.controller.inventory.Transaction;
import dev.sagfleet.controller.rollout.Bond;
import dev.sagfleet.controller.rollout.Claim;
import dev.sagfleet.controller.rollout.Member;
import dev.sagfleet.controller.rollout.Pace;
import dev.sagfleet.controller.rollout.Rollout;
import dev.sagfleet.controller.rollout.Wave;
import dev.sagfleet.controller.rollout.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at whom rollouts have offered an image in a change: whether that was allowed, and not too many at once. */
final class OfferAudit {
    private static final long MINUTE_MILLIS = Duration.ofMinutes(1).toMillis();

    private final JobAudit jobs;
    private final Story story;
    private final Map<String, Starts> starts = new LinkedHashMap<>();

    /** When a rollout has offered, within the last minute, and what it was allowed at most. */
    private static final class Starts {
        private final Deque<Long> millis = new ArrayDeque<>();
        private int most;
    }

    /** @param jobs as they were before the change */
    OfferAudit(JobAudit jobs, Story story) {
        this.jobs = jobs;
        this.story = story;
    }

    /**
     * Looks at the offers of one change.
     *
     * @param before the rollout as it was
     * @param mayOffer whether it ran before the change, or came to run in it
     * @param offered who has one attempt more than before
     */
    void look(
            Transaction transaction,
            Rollout before,
            Rollout now,
            boolean mayOffer,
            List<Member> members,
            List<Member> offered) {
        if (offered.isEmpty()) {
            return;
        }
        String id = now.origin().id();
        Pace pace = now.policy().pace();
        if (!mayOffer) {
            story.violated("nothing is offered by a rollout that does not run", id + " is " + now.state());
        }
        if (working(members) > pace.inFlight()) {
            story.violated("no more is in flight than is allowed", id + ": " + working(members) + ", " + pace);
        }
        for (Member member : offered) {
            look(transaction, before, now, member);
            long atSite = members.stream()
                    .filter(other -> other.seat().site() == member.seat().site()
                            && other.phase().isWorking())
                    .count();
            if (member.phase().isWorking() && atSite > pace.perSite()) {
                story.violated("no more is at a site than is allowed", id + ' ' + member.serial() + ": " + atSite);
            }
        }
        count(now, offered.size());
    }

    static long working(List<Member> members) {
        return members.stream().filter(member -> member.phase().isWorking()).count();
    }

    private void look(Transaction transaction, Rollout before, Rollout now, Member member) {
        String what = now.origin().id() + ' ' + member.serial() + " attempt " + member.attempt();
        List<Wave> waves = now.waves();
        boolean isOpen = isNotPlanned(waves, member.wave()) || isNotPlanned(before.waves(), member.wave());
        for (int earlier = 0; earlier < member.wave(); earlier++) {
            isOpen &= waves.get(earlier).isBehind()
                    || (earlier < before.waves().size()
                            && before.waves().get(earlier).isBehind());
        }
        if (!isOpen) {
            story.violated("nothing is offered in a wave that is not open", what + ": " + waves);
        }
        Optional<Claim> claim = transaction.rollouts().claim(member.serial());
        boolean isMine =
                claim.filter(mine -> mine.rollout().equals(now.origin().id())).isPresent();
        if (member.phase().isOrdered() && member.bond() == Bond.OWN && !isMine) {
            story.violated("only the rollout that has a device offers it anything", what + ": " + claim);
        }
        boolean canBeHad = transaction
                .images()
                .find(now.imageOf(member))
                .filter(FirmwareImage::isAvailable)
                .isPresent();
        if (!canBeHad) {
            story.violated("nothing is offered that was withdrawn", what);
        }
        now.policy().window().ifPresent(window -> lookAtWindow(window, now, member, what));
        lookAtWork(transaction, now, member.serial(), what);
    }

    private static boolean isNotPlanned(List<Wave> waves, int number) {
        return number < waves.size() && waves.get(number).stage() != Wave.Stage.PLANNED;
    }

    private void lookAtWindow(Window window, Rollout now, Member member, String what) {
        ZoneId zone = now.openings().get(member.seat().zone()).zone();
        Instant at = Instant.ofEpochMilli(now.flow().atMillis());
        boolean isOpen = window.of(zone)
                .nextOpening(at.minus(window.open()).plusMillis(1))
                .filter(opening -> !opening.isAfter(at))
                .isPresent();
        if (!isOpen) {
            story.violated("nothing is offered outside of windows", what + " at " + at);
        }
    }

    /** What a device does that cannot be cancelled, or that a person has ordered, is not disturbed. */
    private void lookAtWork(Transaction transaction, Rollout now, SerialNumber serial, String what) {
        jobs.latest(serial)
                .filter(FirmwareJob::isOpen)
                .filter(job -> job.rollout().isEmpty() || !job.state().isCancelable())
                .filter(job -> job.rollout()
                        .filter(order -> order.rollout().equals(now.origin().id()))
                        .isEmpty())
                .filter(job -> isDisturbed(transaction, job))
                .ifPresent(
                        job -> story.violated("at most one attempt of a device is under way", what + " during " + job));
    }

    /** It may have ended by itself, in the same change; or the rollout wants just that, and waits for its end as well. */
    private static boolean isDisturbed(Transaction transaction, FirmwareJob job) {
        boolean isLatest = transaction
                .jobs()
                .latest(job.serial())
                .filter(latest -> latest.number() == job.number() && latest.attempt() == job.attempt())
                .isPresent();
        return !isLatest
                && transaction
                        .jobs()
                        .find(job.serial(), job.number())
                        .filter(now -> now.isOpen() || now.progress().code() == UpdateCode.SUPERSEDED)
                        .isPresent();
    }

    private void count(Rollout now, int offers) {
        Starts seen = starts.computeIfAbsent(now.origin().id(), unknown -> new Starts());
        long millis = now.flow().atMillis();
        seen.most = Math.max(seen.most, now.policy().pace().perMinute());
        while (!seen.millis.isEmpty() && seen.millis.getFirst() <= millis - MINUTE_MILLIS) {
            seen.millis.removeFirst();
        }
        for (int i = 0; i < offers; i++) {
            seen.millis.addLast(millis);
        }
        if (seen.millis.size() > seen.most) {
            story.violated(
                    "no more starts in a minute than is allowed", now.origin().id() + ": " + seen.millis);
        }
    }
}
