package dev.sagfleet.agent.protocol;

/** How far a device is with an image. The order is the one in which an upgrade that goes well passes through them. */
public enum UpdateState {
    /** No job. */
    IDLE,
    /** It has a job and is checking what it can before it fetches anything. */
    OFFERED,
    /** It waits to fetch: for its window, or as long as the controller asked it to. */
    WAIT_DOWNLOAD,
    DOWNLOADING,
    /** All bytes are there, and their digest is being compared. */
    VERIFYING,
    /** The image is whole and can be installed. */
    STAGED,
    /** It waits to install: for its window, or for its user. The last state in which a job can be cancelled. */
    WAIT_ACTIVATE,
    /** The other slot is being written. */
    INSTALLING,
    /** The boot loader will start the new image. */
    ARMED,
    REBOOTING,
    /** The new image runs and has yet to prove itself. */
    TRIAL,
    /** The new image runs, and stays. */
    COMMITTED,
    /** The old image runs again. */
    ROLLED_BACK,
    /** It gave up, and the old image was running all the time. */
    FAILED,
    /** It could not begin, and nothing was touched. */
    ABORTED,
    CANCELED,
    /** It will not install this image: not meant for it, not newer, not signed, or known not to work here. */
    REJECTED,
    /** Nothing starts any more. The device never says so: who runs a fleet knows. */
    BRICKED;

    /** Whether the attempt is over. */
    public boolean isFinal() {
        return compareTo(COMMITTED) >= 0;
    }

    /** Whether the job can still be cancelled. */
    public boolean isCancelable() {
        return compareTo(WAIT_ACTIVATE) <= 0;
    }
}
