package dev.sagfleet.agent.protocol;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * Orders a device to install one image: a job, or one more attempt of it. Never refused: the device answers that it has
 * taken note of it, and says what comes of it in {@link FirmwareProgress}.
 *
 * @param job 1 to 64 characters
 * @param attempt counts the tries of the job, from 1
 * @param link where the image is, relative to the device port: a path with its query, as it goes into a request; 1 to
 *     {@link #LINK_LENGTH_MAX} characters
 * @param trial how long the new image has to prove itself: 1 s to 24 h
 * @param forced whether an image is taken that this device has fallen back from before, or whose version is the one that
 *     runs while its content is not
 */
public record Upgrade(
        String commandId,
        Revision revision,
        String job,
        int attempt,
        SignedManifest manifest,
        String link,
        UpgradeWindow window,
        Duration trial,
        boolean forced)
        implements Command {
    /** The longest name of a job, in characters. */
    public static final int JOB_LENGTH_MAX = 64;

    /** The longest link, in characters. */
    public static final int LINK_LENGTH_MAX = 1024;

    /** The longest trial of an image. */
    public static final Duration TRIAL_MAX = Duration.ofHours(24);

    private static final String LINK_CHARACTERS = "/?&=%.*+_~-";

    public Upgrade {
        Command.requireIdentity(commandId, revision);
        requireJob(job, attempt);
        requireNonNull(manifest, "manifest");
        requireLink(link);
        requireNonNull(window, "window");
        if (trial.compareTo(Duration.ofSeconds(1)) < 0 || trial.compareTo(TRIAL_MAX) > 0) {
            throw new IllegalArgumentException("trial: " + trial + " (expected: PT1S to PT24H)");
        }
    }

    /** Checks the name of a job and the number of an attempt. */
    static void requireJob(String job, int attempt) {
        Text.requireShort(job, "job", JOB_LENGTH_MAX);
        if (attempt < 1) {
            throw new IllegalArgumentException("attempt: " + attempt + " (expected: >= 1)");
        }
    }

    /** Checks where an image is said to be: it becomes part of a request as it is. */
    static void requireLink(String link) {
        Text.requireShort(link, "link", LINK_LENGTH_MAX);
        if (link.charAt(0) != '/' || !Text.isAlphanumeric(link, LINK_CHARACTERS)) {
            throw new IllegalArgumentException(
                    "link: " + Text.quote(link) + " (expected: a path of letters, digits and " + LINK_CHARACTERS + ')');
        }
    }

    @Override
    public Aspect aspect() {
        return Aspect.FIRMWARE;
    }

    @Override
    public Upgrade withRevision(Revision other) {
        return new Upgrade(commandId, other, job, attempt, manifest, link, window, trial, forced);
    }

    /** The same order, with its image elsewhere. */
    public Upgrade withLink(String other) {
        return new Upgrade(commandId, revision, job, attempt, manifest, other, window, trial, forced);
    }

    @Override
    public <R> R deliverTo(Receiver<R> receiver) {
        return receiver.onUpgrade(this);
    }
}
