package dev.sagfleet.agent.protocol;

/** A message from the controller to a device. */
public sealed interface DownlinkMessage permits Welcome, Command, DownloadLink, ProgressRecorded {
    /** Hands this message to the receiver's method for it. */
    <R> R deliverTo(Receiver<R> receiver);

    /** One method per message, so that a new message does not compile until every receiver handles it. */
    interface Receiver<R> {
        R onWelcome(Welcome message);

        R onAssociate(Associate message);

        R onDissociate(Dissociate message);

        R onChangeBandwidth(ChangeBandwidth message);

        R onChangeRole(ChangeRole message);

        R onUpgrade(Upgrade message);

        R onCancelUpgrade(CancelUpgrade message);

        R onReboot(Reboot message);

        R onDownloadLink(DownloadLink message);

        R onProgressRecorded(ProgressRecorded message);
    }
}
