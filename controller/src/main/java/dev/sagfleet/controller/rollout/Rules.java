package dev.sagfleet.controller.rollout;

/** What comes of each event. */
record Rules(Turn turn) implements RolloutEvent.Receiver {
    @Override
    public void onTick(RolloutEvent.Tick event) {
        Dues.look(turn);
        Sweeps.goOn(turn);
        Checkups.ask(turn);
    }

    @Override
    public void onDealt(RolloutEvent.Dealt event) {
        Filling.dealt(turn, event);
    }

    @Override
    public void onAdmitted(RolloutEvent.Admitted event) {
        Filling.admitted(turn, event.seats());
    }

    @Override
    public void onJoined(RolloutEvent.Joined event) {
        Filling.joined(turn, event);
    }

    @Override
    public void onReported(RolloutEvent.Reported event) {
        turn.members().find(event.serial()).ifPresent(member -> Reports.reported(turn, member, event));
    }

    @Override
    public void onConnected(RolloutEvent.Connected event) {
        turn.members().find(event.serial()).ifPresent(member -> Encounters.connected(turn, member, event.committed()));
    }

    @Override
    public void onDisconnected(RolloutEvent.Disconnected event) {
        turn.members().find(event.serial()).ifPresent(member -> Encounters.disconnected(turn, member));
    }

    @Override
    public void onRemoved(RolloutEvent.Removed event) {
        turn.members().find(event.serial()).ifPresent(member -> Encounters.removed(turn, member));
    }

    @Override
    public void onUnmatched(RolloutEvent.Unmatched event) {
        turn.members().find(event.serial()).ifPresent(member -> Encounters.unmatched(turn, member));
    }

    @Override
    public void onSuperseded(RolloutEvent.Superseded event) {
        turn.members().find(event.serial()).ifPresent(member -> Encounters.superseded(turn, member));
    }

    @Override
    public void onHealthMeasured(RolloutEvent.HealthMeasured event) {
        Checkups.measured(turn, event);
    }

    @Override
    public void onApprove(RolloutRequest.Approve event) {
        Control.approve(turn, event);
    }

    @Override
    public void onApproveWave(RolloutRequest.ApproveWave event) {
        Control.approveWave(turn, event.wave());
    }

    @Override
    public void onStart(RolloutRequest.Start event) {
        Control.start(turn, event);
    }

    @Override
    public void onPause(RolloutRequest.Pause event) {
        Control.pause(turn, event);
    }

    @Override
    public void onResume(RolloutRequest.Resume event) {
        Changes.resume(turn, event);
    }

    @Override
    public void onEdit(RolloutRequest.Edit event) {
        Changes.edit(turn, event);
    }

    @Override
    public void onCancel(RolloutRequest.Cancel event) {
        Control.cancel(turn, event.who(), event.why());
    }

    @Override
    public void onRetry(RolloutRequest.Retry event) {
        Control.retry(turn, event.who());
    }

    @Override
    public void onRevert(RolloutRequest.Revert event) {
        Control.revert(turn, event.scope());
    }
}
