package dev.sagfleet.agent.firmware;

import dev.sagfleet.agent.protocol.Applied;
import dev.sagfleet.agent.protocol.AspectStatus;
import dev.sagfleet.agent.protocol.CancelUpgrade;
import dev.sagfleet.agent.protocol.Command;
import dev.sagfleet.agent.protocol.Refusal;
import dev.sagfleet.agent.protocol.Refused;
import dev.sagfleet.agent.protocol.UpdateCode;
import dev.sagfleet.agent.protocol.UpdateState;
import dev.sagfleet.agent.protocol.Upgrade;
import java.util.Optional;

/** What the controller orders, and what it is known to know. One job at a time. Source: firmware rule F21. */
final class Orders {
    static void ordered(Turn turn, Upgrade order) {
        if (isRepeated(turn, order)) {
            return;
        }
        Optional<UpgradeJob> job = turn.state().job();
        FirmwareState holding = turn.state().with(new AspectStatus(order.revision(), false));
        if (isKnown(turn.state(), order)) {
            accept(turn, holding, order);
        } else if (job.isEmpty() || isDone(job.get())) {
            accept(turn, holding.withNext(Optional.empty()).with(UpgradeJob.offered(order)), order);
            Offers.look(turn);
        } else if (job.get().state().isCancelable()) {
            turn.abandon();
            UpgradeJob left = job.get().ended(UpdateState.CANCELED, UpdateCode.SUPERSEDED);
            accept(turn, holding.with(left).withNext(Optional.of(order)), order);
        } else {
            accept(turn, holding.withNext(Optional.of(order)), order);
        }
    }

    static void cancelOrdered(Turn turn, CancelUpgrade order) {
        if (isRepeated(turn, order)) {
            return;
        }
        FirmwareState holding = turn.state()
                .with(new AspectStatus(order.revision(), false))
                .withNext(turn.state().next().filter(next -> !next.job().equals(order.job())));
        Optional<UpgradeJob> job = turn.state().job().filter(mine -> mine.isFor(order.job()));
        if (job.isPresent() && job.get().isPastCancel()) {
            refuse(turn, holding, order, job.get());
        } else if (job.isPresent() && job.get().state().isCancelable()) {
            turn.abandon();
            accept(turn, holding.with(job.get().ended(UpdateState.CANCELED, UpdateCode.CANCELED)), order);
        } else {
            accept(turn, holding, order);
            sayResult(turn, job);
        }
    }

    /** What was answered before is answered again, and what is older than that is passed over. */
    private static boolean isRepeated(Turn turn, Command command) {
        AspectStatus held = turn.state().held();
        if (held.lacks(command.revision())) {
            return false;
        }
        if (command.revision().equals(held.revision())) {
            turn.send(new Applied(command.commandId(), command.aspect(), command.revision()));
        }
        return true;
    }

    /** Whether it is the job that the device has, or the one that waits, or an earlier attempt of one of them. */
    private static boolean isKnown(FirmwareState state, Upgrade order) {
        return state.job()
                        .map(UpgradeJob::order)
                        .filter(mine -> covers(mine, order))
                        .isPresent()
                || state.next().filter(next -> covers(next, order)).isPresent();
    }

    private static boolean covers(Upgrade mine, Upgrade order) {
        return mine.job().equals(order.job()) && mine.attempt() >= order.attempt();
    }

    private static boolean isDone(UpgradeJob job) {
        return job.state().isFinal() && job.acknowledged();
    }

    private static void accept(Turn turn, FirmwareState state, Command command) {
        turn.keep(state);
        turn.send(new Applied(command.commandId(), command.aspect(), command.revision()));
    }

    private static void refuse(Turn turn, FirmwareState holding, CancelUpgrade order, UpgradeJob job) {
        turn.keep(holding.with(new AspectStatus(order.revision(), true)));
        var why = new Refusal(
                Refusal.Reason.UPGRADE_UNDER_WAY, job.state().name(), UpdateState.WAIT_ACTIVATE + " or earlier");
        turn.send(new Refused(order.commandId(), order.aspect(), order.revision(), why));
    }

    /** A cancel that crosses a result is answered with the result. */
    private static void sayResult(Turn turn, Optional<UpgradeJob> job) {
        if (job.isPresent()) {
            turn.boot().told().progress().ifPresent(turn::send);
        }
    }

    /** The Hello said how the job ended, and was answered. */
    static void welcomed(Turn turn) {
        if (turn.uplink().saidEnd()) {
            acknowledge(turn);
        }
    }

    static void recorded(Turn turn, String job, int attempt) {
        if (turn.state().job().filter(mine -> mine.isFor(job, attempt)).isPresent()) {
            acknowledge(turn);
        }
    }

    /**
     * The controller knows how the job ended; what waits may begin. An image that never reached it is refused from now on,
     * unless it says that it was away itself. Source: firmware rules F13 and F15.
     */
    private static void acknowledge(Turn turn) {
        Optional<UpgradeJob> job =
                turn.state().job().filter(mine -> mine.state().isFinal() && !mine.acknowledged());
        if (job.isEmpty()) {
            return;
        }
        FirmwareState state = turn.state().with(job.get().withAcknowledged(true));
        boolean isJudged = job.get().code() == UpdateCode.CONTROLLER_UNREACHABLE
                && !turn.uplink().controllerWasAway();
        FirmwareState known = isJudged ? state.refusing(job.get().wanted().digest()) : state;
        if (known.next().isEmpty()) {
            turn.keep(known);
            return;
        }
        // In one record: what waits would wait for ever behind a job that nobody speaks of any more.
        turn.keep(known.withNext(Optional.empty())
                .with(UpgradeJob.offered(known.next().get())));
        Offers.look(turn);
    }

    private Orders() {}
}
