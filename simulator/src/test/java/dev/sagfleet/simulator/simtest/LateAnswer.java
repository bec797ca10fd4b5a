package dev.sagfleet.simulator.simtest;

import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.CancelUpgrade;
import dev.sagfleet.agent.protocol.ChangeBandwidth;
import dev.sagfleet.agent.protocol.ChangeRole;
import dev.sagfleet.agent.protocol.Command;
import dev.sagfleet.agent.protocol.Dissociate;
import dev.sagfleet.agent.protocol.HaRole;
import dev.sagfleet.agent.protocol.Reboot;
import dev.sagfleet.agent.protocol.Refusal;
import dev.sagfleet.agent.protocol.Revision;
import dev.sagfleet.controller.session.Session;
import dev.sagfleet.controller.session.SessionEffect.Answer;
import dev.sagfleet.controller.session.SessionEffect.RecordAnswer;
import dev.sagfleet.controller.session.SessionState.Online;
import java.util.List;
import java.util.Optional;

/** What a session does about an answer to what is no longer asked, that has a bug. */
public final class LateAnswer {
    /** Records it as one to some command. */
    public static Session.Step record(Online state, Aspect aspect, Revision revision, Optional<Refusal> refusal) {
        var answer = new Answer(state.epoch(), command(aspect, revision), refusal);
        return new Session.Step(state, List.of(new RecordAnswer(answer)));
    }

    private static Command command(Aspect aspect, Revision revision) {
        return switch (aspect) {
            case ACCELERATION -> new Dissociate("late", revision);
            case BANDWIDTH -> new ChangeBandwidth("late", revision, Bandwidth.ofMegabits(1));
            case FIRMWARE -> new CancelUpgrade("late", revision, "late");
            case POWER -> new Reboot("late", revision);
            case ROLE -> new ChangeRole("late", revision, HaRole.ACTIVE);
        };
    }

    private LateAnswer() {}
}
