package dev.sagfleet.agent.runtime;

import dev.sagfleet.agent.protocol.Associate;
import dev.sagfleet.agent.protocol.CancelUpgrade;
import dev.sagfleet.agent.protocol.ChangeBandwidth;
import dev.sagfleet.agent.protocol.ChangeRole;
import dev.sagfleet.agent.protocol.Dissociate;
import dev.sagfleet.agent.protocol.DownlinkMessage;
import dev.sagfleet.agent.protocol.DownloadLink;
import dev.sagfleet.agent.protocol.ProgressRecorded;
import dev.sagfleet.agent.protocol.Reboot;
import dev.sagfleet.agent.protocol.Upgrade;
import dev.sagfleet.agent.protocol.Welcome;
import java.util.Optional;

/** What takes a device its time: a change of its own state, or a command. */
public enum DelayPoint {
    /** From being switched on to being able to connect; meanwhile it carries no traffic. */
    BOOT("boot"),
    /** From its network coming back to its being able to connect. */
    CONNECT("connect"),
    ASSOCIATE("associate"),
    DISSOCIATE("dissociate"),
    CHANGE_BANDWIDTH("changeBandwidth"),
    CHANGE_ROLE("changeRole"),
    /** Checking an image that has been fetched. */
    VERIFY("verify"),
    /** Writing an image into a slot. */
    INSTALL("install");

    private final String label;

    DelayPoint(String label) {
        this.label = label;
    }

    /** As a person writes it: {@code changeBandwidth}. */
    public String label() {
        return label;
    }

    private final Optional<DelayPoint> itself = Optional.of(this);

    /** What a message makes a device draw a delay for; nothing if it is handled at once. */
    static Optional<DelayPoint> of(DownlinkMessage message) {
        return message.deliverTo(Reading.INSTANCE);
    }

    private enum Reading implements DownlinkMessage.Receiver<Optional<DelayPoint>> {
        INSTANCE;

        @Override
        public Optional<DelayPoint> onWelcome(Welcome message) {
            return Optional.empty();
        }

        @Override
        public Optional<DelayPoint> onAssociate(Associate message) {
            return ASSOCIATE.itself;
        }

        @Override
        public Optional<DelayPoint> onDissociate(Dissociate message) {
            return DISSOCIATE.itself;
        }

        @Override
        public Optional<DelayPoint> onChangeBandwidth(ChangeBandwidth message) {
            return CHANGE_BANDWIDTH.itself;
        }

        @Override
        public Optional<DelayPoint> onChangeRole(ChangeRole message) {
            return CHANGE_ROLE.itself;
        }

        @Override
        public Optional<DelayPoint> onUpgrade(Upgrade message) {
            return Optional.empty();
        }

        @Override
        public Optional<DelayPoint> onCancelUpgrade(CancelUpgrade message) {
            return Optional.empty();
        }

        @Override
        public Optional<DelayPoint> onReboot(Reboot message) {
            return Optional.empty();
        }

        @Override
        public Optional<DelayPoint> onDownloadLink(DownloadLink message) {
            return Optional.empty();
        }

        @Override
        public Optional<DelayPoint> onProgressRecorded(ProgressRecorded message) {
            return Optional.empty();
        }
    }
}
