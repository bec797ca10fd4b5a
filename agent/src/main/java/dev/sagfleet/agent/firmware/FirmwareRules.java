package dev.sagfleet.agent.firmware;

import dev.sagfleet.agent.firmware.Firmware.Step;
import dev.sagfleet.agent.firmware.FirmwareEffect.Verify;
import dev.sagfleet.agent.protocol.UpdateCode;
import dev.sagfleet.agent.protocol.UpdateState;
import java.util.Optional;

/** What comes of each event. One that does not fit the state is passed over. */
record FirmwareRules(Turn turn) implements FirmwareEvent.Receiver<Step> {
    @Override
    public Step onStarted(FirmwareEvent.Started event) {
        if (turn.boot().isRunning()) {
            return turn.over();
        }
        turn.become(turn.boot().started(turn.nowNanos()));
        turn.state().job().map(UpgradeJob::state).ifPresent(this::goOnIn);
        return turn.over();
    }

    /** After a power cut or a restart: goes on where it was. */
    private void goOnIn(UpdateState state) {
        switch (state) {
            case OFFERED -> Offers.look(turn);
            case WAIT_DOWNLOAD -> endWait();
            case VERIFYING ->
                turn.begin(new Verify(turn.job().wanted().digest(), turn.job().checkpoint()));
            case STAGED, WAIT_ACTIVATE -> Activation.goOn(turn);
            case INSTALLING -> Activation.write(turn);
            case ARMED, REBOOTING, TRIAL -> Trial.started(turn);
            case COMMITTED -> Crashes.lookBack(turn);
            default -> {}
        }
    }

    @Override
    public Step onConnected(FirmwareEvent.Connected event) {
        boolean saysEnd =
                turn.state().job().filter(job -> job.state().isFinal()).isPresent();
        turn.become(turn.boot().with(turn.uplink().opened(saysEnd, turn.nowNanos())));
        Reports.said(turn);
        return turn.over();
    }

    @Override
    public Step onWelcomed(FirmwareEvent.Welcomed event) {
        if (!turn.boot().isRunning()) {
            return turn.over();
        }
        turn.become(turn.boot().with(turn.uplink().answered(event.controllerWasAway())));
        Orders.welcomed(turn);
        Trial.judge(turn);
        Downloading.goOn(turn);
        Activation.goOn(turn);
        return turn.over();
    }

    @Override
    public Step onDisconnected(FirmwareEvent.Disconnected event) {
        turn.become(turn.boot().with(turn.uplink().closed(turn.nowNanos())));
        return turn.over();
    }

    @Override
    public Step onOrdered(FirmwareEvent.Ordered event) {
        if (turn.boot().isRunning()) {
            Orders.ordered(turn, event.order());
        }
        return turn.over();
    }

    @Override
    public Step onCancelOrdered(FirmwareEvent.CancelOrdered event) {
        if (turn.boot().isRunning()) {
            Orders.cancelOrdered(turn, event.order());
        }
        return turn.over();
    }

    @Override
    public Step onLinkGiven(FirmwareEvent.LinkGiven event) {
        var message = event.message();
        if (turn.boot().isRunning()
                && turn.state()
                        .job()
                        .filter(job -> job.isFor(message.job(), message.attempt())
                                && job.state().isCancelable())
                        .isPresent()) {
            Downloading.link(turn, message.link());
        }
        return turn.over();
    }

    @Override
    public Step onRecorded(FirmwareEvent.Recorded event) {
        if (turn.boot().isRunning()) {
            Orders.recorded(turn, event.message().job(), event.message().attempt());
        }
        return turn.over();
    }

    @Override
    public Step onFetchProgress(FirmwareEvent.FetchProgress event) {
        Downloading.progressed(turn, event.reached());
        return turn.over();
    }

    @Override
    public Step onFetched(FirmwareEvent.Fetched event) {
        Downloading.fetched(turn, event.reached());
        return turn.over();
    }

    @Override
    public Step onFetchFailed(FirmwareEvent.FetchFailed event) {
        Downloading.failed(turn, event);
        return turn.over();
    }

    @Override
    public Step onVerified(FirmwareEvent.Verified event) {
        if (turn.boot().isRunning()) {
            Activation.verified(turn, event.found());
        }
        return turn.over();
    }

    @Override
    public Step onUserAgreed(FirmwareEvent.UserAgreed event) {
        if (turn.boot().isRunning()) {
            Activation.agreed(turn);
        }
        return turn.over();
    }

    @Override
    public Step onUserPostponed(FirmwareEvent.UserPostponed event) {
        if (turn.boot().isRunning()) {
            Activation.postponed(turn, event.untilMillis());
        }
        return turn.over();
    }

    @Override
    public Step onInstalled(FirmwareEvent.Installed event) {
        if (turn.boot().isRunning()) {
            Activation.installed(turn);
        }
        return turn.over();
    }

    @Override
    public Step onInstallFailed(FirmwareEvent.InstallFailed event) {
        if (turn.boot().isRunning()) {
            Activation.installFailed(turn);
        }
        return turn.over();
    }

    @Override
    public Step onLocalChecksDone(FirmwareEvent.LocalChecksDone event) {
        if (turn.boot().isRunning()) {
            turn.become(turn.boot().withLocalChecks(event.found()));
            Trial.judge(turn);
        }
        return turn.over();
    }

    @Override
    public Step onCrashed(FirmwareEvent.Crashed event) {
        if (turn.boot().isRunning()) {
            Crashes.crashed(turn);
        }
        return turn.over();
    }

    @Override
    public Step onTimerDue(FirmwareEvent.TimerDue event) {
        if (!turn.boot().isRunning()) {
            return turn.over();
        }
        Crashes.forget(turn);
        Trial.judge(turn);
        Optional<UpgradeJob> job =
                turn.state().job().filter(mine -> mine.state().isCancelable());
        if (job.isPresent()) {
            goOnWith(job.get());
        }
        return turn.over();
    }

    private void goOnWith(UpgradeJob job) {
        if (Deadlines.isPast(job.order().window(), turn.nowMillis())) {
            turn.end(UpdateState.FAILED, UpdateCode.OUTSIDE_WINDOW);
        } else if (job.state() == UpdateState.WAIT_DOWNLOAD) {
            endWait();
        } else if (job.state() == UpdateState.WAIT_ACTIVATE) {
            Activation.goOn(turn);
        } else if (turn.nowNanos() >= Deadlines.linkAnswerEndsAtNanos(turn.boot())) {
            Downloading.missLink(turn);
        }
    }

    private void endWait() {
        boolean waits = Deadlines.isBefore(turn.job().order().window(), turn.nowMillis())
                || Deadlines.isPausing(turn.job(), turn.nowMillis());
        if (!waits) {
            Offers.look(turn);
        }
    }

    @Override
    public Step onFlashed(FirmwareEvent.Flashed event) {
        Cable.flashed(turn, event.version());
        return turn.over();
    }
}
