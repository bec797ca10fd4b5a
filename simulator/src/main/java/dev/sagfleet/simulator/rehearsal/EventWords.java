package dev.sagfleet.simulator.rehearsal;

import dev.sagfleet.agent.protocol.UpdateCode;
import dev.sagfleet.agent.protocol.UpdateState;
import dev.sagfleet.controller.event.ControllerEvent;
import java.util.Locale;

/** An event of the controller as the rest of a line of the journal: who, and what. */
final class EventWords implements ControllerEvent.Receiver<String> {
    static String of(ControllerEvent event) {
        return event.deliverTo(new EventWords());
    }

    @Override
    public String onOnline(ControllerEvent.Online event) {
        return event.serial() + " online with " + event.firmware();
    }

    @Override
    public String onOffline(ControllerEvent.Offline event) {
        return event.serial() + " offline";
    }

    @Override
    public String onSent(ControllerEvent.Sent event) {
        return event.serial() + " is sent " + lower(event.command().aspect()) + " "
                + event.command().revision().number();
    }

    @Override
    public String onAnswered(ControllerEvent.Answered event) {
        return event.serial()
                + (event.refusal().isPresent() ? " refuses " : " applies ")
                + lower(event.aspect())
                + " "
                + event.revision().number();
    }

    @Override
    public String onAccelerationChanged(ControllerEvent.AccelerationChanged event) {
        return event.serial() + (event.suspended() ? " suspends" : " resumes") + " acceleration with "
                + event.firmware();
    }

    @Override
    public String onJobChanged(ControllerEvent.JobChanged event) {
        String state = event.state() == UpdateState.IDLE ? "ordered" : lower(event.state());
        String why = event.code() == UpdateCode.NONE ? "" : ": " + event.code().text();
        return event.serial() + " " + event.version() + " attempt " + event.attempt() + " " + state + why;
    }

    @Override
    public String onRolloutChanged(ControllerEvent.RolloutChanged event) {
        return event.rollout() + " " + lower(event.state()) + " by " + event.who()
                + (event.why().isEmpty() ? "" : ": " + event.why());
    }

    @Override
    public String onWaveChanged(ControllerEvent.WaveChanged event) {
        return event.rollout() + " wave " + event.wave() + " " + lower(event.news());
    }

    @Override
    public String onCalled(ControllerEvent.Called event) {
        return event.action().orElse("call") + " " + event.status();
    }

    @Override
    public String onChanged(ControllerEvent.Changed event) {
        return event.subject().orElse("") + " " + event.change();
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
