package dev.sagfleet.controller.campaign;

import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.Hello;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.inventory.FirmwareJob;
import dev.sagfleet.controller.inventory.JobReports;
import dev.sagfleet.controller.inventory.JobRepository;
import dev.sagfleet.controller.inventory.RolloutListener;
import dev.sagfleet.controller.inventory.RolloutOrder;
import dev.sagfleet.controller.inventory.Transaction;
import dev.sagfleet.controller.inventory.Upgrades;
import dev.sagfleet.controller.rollout.Claim;
import dev.sagfleet.controller.rollout.Member;
import dev.sagfleet.controller.rollout.MemberState;
import dev.sagfleet.controller.rollout.Phase;
import dev.sagfleet.controller.rollout.RolloutEvent;
import dev.sagfleet.controller.rollout.Semantics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells rollouts what happens to devices. A device that no rollout has costs a look or two. */
record DeviceNews(Upgrades upgrades, Carried carried, Semantics semantics, Aftermath aftermath, Latecomers latecomers)
        implements RolloutListener {
    @Override
    public Runnable reported(
            Transaction transaction, SerialNumber serial, JobReports.Recorded recorded, long nowMillis) {
        Optional<JobRepository.Told> told = recorded.told();
        Optional<RolloutOrder> order = told.flatMap(JobRepository.Told::rollout);
        boolean isWorthIt = recorded.isStep() || recorded.said().state().isFinal();
        if (order.isEmpty() || !isWorthIt) {
            return NOTHING;
        }
        var event = new RolloutEvent.Reported(
                serial,
                order.get().attempt(),
                recorded.said().state(),
                recorded.said().code(),
                Optional.of(recorded.said().running()),
                told.get().excused());
        return happen(transaction, order.get().rollout(), event, nowMillis);
    }

    /** Also says once more how its job stands: the controller may have ended it without a word of the device. */
    @Override
    public Runnable connected(Transaction transaction, Hello hello, long nowMillis) {
        SerialNumber serial = hello.serial();
        List<Runnable> after = new ArrayList<>();
        Optional<Digest> committed = Upgrades.committed(hello);
        Optional<FirmwareJob> latest = transaction.jobs().latest(serial);
        for (String rollout : transaction.rollouts().of(serial)) {
            Optional<Member> member = transaction
                    .rollouts()
                    .member(rollout, serial)
                    .filter(known -> known.state().isOpen() || isAfterAll(rollout, known, latest, committed));
            if (member.isPresent()) {
                job(transaction, rollout, member.get())
                        .filter(job -> !job.isOpen())
                        .ifPresent(job -> after.add(happen(
                                transaction,
                                rollout,
                                JobWords.of(job, member.get().attempt()),
                                nowMillis)));
                after.add(happen(transaction, rollout, new RolloutEvent.Connected(serial, committed), nowMillis));
            }
        }
        for (Latecomers.Latecomer late : latecomers.find(transaction, hello)) {
            after.add(happen(transaction, late.rollout(), late.event(), nowMillis));
        }
        return together(after);
    }

    /** Whether a member that has ended may be something else after all: only by the last that was ordered of its device. */
    private static boolean isAfterAll(
            String rollout, Member member, Optional<FirmwareJob> latest, Optional<Digest> committed) {
        Optional<FirmwareJob> own = latest.filter(job ->
                job.rollout().filter(order -> order.rollout().equals(rollout)).isPresent());
        boolean isOn = own.map(FirmwareJob::image).equals(committed);
        return own.isPresent()
                && ((member.state() == MemberState.SILENT && isOn)
                        || (member.state() == MemberState.SUCCEEDED && !isOn));
    }

    private static Optional<FirmwareJob> job(Transaction transaction, String rollout, Member member) {
        if (!member.state().isOpen() || member.attempt() == 0) {
            return Optional.empty();
        }
        var order = new RolloutOrder(rollout, member.attempt());
        for (FirmwareJob job : transaction.jobs().of(member.serial())) {
            if (job.rollout().isPresent() && job.rollout().get().equals(order)) {
                return Optional.of(job);
            }
        }
        return Optional.empty();
    }

    /** Only one that has said nothing of its order yet loses its place by that. */
    @Override
    public Runnable disconnected(Transaction transaction, SerialNumber serial, long nowMillis) {
        List<Runnable> after = new ArrayList<>();
        for (String rollout : transaction.rollouts().of(serial)) {
            transaction
                    .rollouts()
                    .member(rollout, serial)
                    .filter(member -> member.phase() == Phase.OFFERED)
                    .ifPresent(member ->
                            after.add(happen(transaction, rollout, new RolloutEvent.Disconnected(serial), nowMillis)));
        }
        return together(after);
    }

    @Override
    public Runnable removed(Transaction transaction, SerialNumber serial, long nowMillis) {
        List<Runnable> after = new ArrayList<>();
        for (String rollout : transaction.rollouts().of(serial)) {
            after.add(happen(transaction, rollout, new RolloutEvent.Removed(serial), nowMillis));
        }
        transaction.rollouts().release(serial);
        return together(after);
    }

    /** Source: rollout rule R5. */
    @Override
    public Runnable overtaken(Transaction transaction, SerialNumber serial, long nowMillis) {
        Optional<Claim> claim = transaction.rollouts().claim(serial);
        if (claim.isEmpty()) {
            return NOTHING;
        }
        transaction.rollouts().release(serial);
        return happen(transaction, claim.get().rollout(), new RolloutEvent.Superseded(serial), nowMillis);
    }

    @Override
    public Runnable ended(Transaction transaction, FirmwareJob job, long nowMillis) {
        return job.rollout()
                .map(order -> happen(transaction, order.rollout(), JobWords.of(job, order.attempt()), nowMillis))
                .orElse(NOTHING);
    }

    private Runnable happen(Transaction transaction, String rollout, RolloutEvent event, long nowMillis) {
        Happened happened = new Course(transaction, upgrades, carried, semantics, nowMillis).happen(rollout, event);
        return happened.after().isEmpty() ? NOTHING : () -> happened.tell(aftermath);
    }

    private static Runnable together(List<Runnable> after) {
        return after.isEmpty() ? NOTHING : () -> after.forEach(Runnable::run);
    }
}
