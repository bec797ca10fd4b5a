package dev.sagfleet.controller.campaign;

import dev.sagfleet.controller.connection.JobEvents;
import dev.sagfleet.controller.event.ControllerEvent;
import dev.sagfleet.controller.event.Events;
import dev.sagfleet.controller.inventory.FirmwareJob;
import dev.sagfleet.controller.inventory.Upgrades;
import dev.sagfleet.controller.rollout.RolloutPolicy;
import dev.sagfleet.controller.rollout.RolloutState;
import dev.sagfleet.controller.rollout.Transition;
import dev.sagfleet.controller.rollout.WaveNews;

/** Does what changes leave to be done. */
record Following(
        Events events,
        RolloutTimer timer,
        Dealings dealings,
        Latecomers latecomers,
        Lines lines,
        HealthWatch health,
        Measurements measurements)
        implements Aftermath {
    @Override
    public void changed(String rollout, RolloutPolicy policy, Transition transition) {
        latecomers.changed(rollout, policy, transition.state());
        lines.changed(rollout, policy, transition);
        health.changed(rollout, policy, transition.state());
        events.publish(new ControllerEvent.RolloutChanged(
                rollout, policy.name(), transition.state(), transition.who(), transition.why()));
    }

    @Override
    public void healthChanged(String rollout, RolloutPolicy policy, RolloutState state) {
        health.changed(rollout, policy, state);
    }

    @Override
    public void waveChanged(String rollout, RolloutPolicy policy, int wave, WaveNews news, int members) {
        events.publish(new ControllerEvent.WaveChanged(rollout, policy.name(), wave + 1, news, members));
    }

    @Override
    public void ordered(Upgrades.Ordered ordered) {
        JobEvents.publish(events, ordered);
    }

    @Override
    public void ended(FirmwareJob job) {
        JobEvents.publish(events, job);
    }

    @Override
    public void deal(String rollout) {
        dealings.deal(rollout);
    }

    @Override
    public void release(String rollout) {
        dealings.release(rollout);
    }

    @Override
    public void measure(String rollout, int wave, long sinceMillis) {
        measurements.measure(rollout, wave, sinceMillis);
    }

    @Override
    public void wakeAt(long millis) {
        timer.wakeAt(millis);
    }
}
