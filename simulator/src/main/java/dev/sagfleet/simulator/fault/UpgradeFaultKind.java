package dev.sagfleet.simulator.fault;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What can go wrong with an upgrade, on the way to a device or on it. */
public enum UpgradeFaultKind {
    /** Nothing of the image comes any more, and nobody says so: the device gives it up after a while, and goes on. */
    STALL(Occasion.MINUTE, Form.FETCHED),
    /** The connection that the image comes over breaks: the device goes on from there after a pause. */
    DROP(Occasion.MINUTE, Form.FETCHED),
    /** What comes has a wrong byte, however often it is fetched in the attempt. */
    CORRUPT(Occasion.ATTEMPT, Form.NONE),
    /** A download breaks off, and what it goes on with is another part of the image: all of it is fetched anew. */
    RANGE(Occasion.ATTEMPT, Form.NONE),
    /** The link has expired when the device comes with it: it asks for another one. */
    EXPIRE(Occasion.ATTEMPT, Form.NONE),
    /** There is no room for the image. */
    SPACE(Occasion.ATTEMPT, Form.NONE),
    /** The flash does not take the image. */
    FLASH(Occasion.ATTEMPT, Form.NONE),
    /** The power fails while the device keeps what it knows of the image, and the record is lost. */
    TORN(Occasion.ATTEMPT, Form.IN),
    /** The power fails, or somebody kills the app. */
    POWER(Occasion.HOUR, Form.IN_OR_FETCHED),
    /** The new image does not come up. */
    BOOT(Occasion.ATTEMPT, Form.NONE),
    /** The new image comes up, and does not pass its local checks. */
    CHECK(Occasion.ATTEMPT, Form.NONE),
    /** The new image comes up, and its tunnel stays down. */
    TUNNEL(Occasion.ATTEMPT, Form.NONE),
    /** The new image runs for so long and then crashes, and soon again whenever it is started from then on. */
    CRASH(Occasion.ATTEMPT, Form.AFTER),
    /** The new image runs and finds nothing wrong, and no traffic of users comes to the device as long as it does. */
    MUTE(Occasion.ATTEMPT, Form.NONE),
    /** Nothing is heard of the device once it has started the new image. */
    NEVER(Occasion.ATTEMPT, Form.NONE),
    /** The user of an app client, asked to let it install, wants to be asked again after this time. */
    POSTPONE(Occasion.QUESTION, Form.AFTER);

    private final Occasion occasion;
    private final Form form;

    UpgradeFaultKind(Occasion occasion, Form form) {
        this.occasion = occasion;
        this.form = form;
    }

    /** When it can come about, once each: its probability is that it does. */
    public enum Occasion {
        /** Each attempt of a job on a device. */
        ATTEMPT(Duration.ZERO),
        /** Each minute of an attempt, if anything is being fetched just then. */
        MINUTE(Duration.ofMinutes(1)),
        /** Each hour of an attempt. */
        HOUR(Duration.ofHours(1)),
        /** Each time that the user is asked. */
        QUESTION(Duration.ZERO);

        private final Duration length;

        Occasion(Duration length) {
            this.length = length;
        }

        /** How long one of them lasts; zero if it is but a moment. */
        Duration length() {
            return length;
        }

        /** As a person reads it: {@code per minute}. */
        public String label() {
            return "per " + name().toLowerCase(Locale.ROOT);
        }
    }

    /** What may be said of when it strikes. */
    private enum Form {
        NONE(""),
        FETCHED("@50%"),
        IN("@installing"),
        IN_OR_FETCHED("@installing or @50%"),
        AFTER("@6h");

        private final String example;

        Form(String example) {
            this.example = example;
        }
    }

    Occasion occasion() {
        return occasion;
    }

    /** Whether it can be said so of this kind. */
    boolean allows(Moment moment) {
        return switch (form) {
            case NONE -> false;
            case FETCHED -> moment instanceof Moment.Fetched;
            case IN -> moment instanceof Moment.In;
            case IN_OR_FETCHED -> !(moment instanceof Moment.After);
            case AFTER -> moment instanceof Moment.After;
        };
    }

    /** As a person writes it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kind that a person means. */
    static Optional<UpgradeFaultKind> labelled(String label) {
        return Arrays.stream(values())
                .filter(kind -> kind.label().equals(label))
                .findFirst();
    }

    /** All of them as a person writes them, with what may follow. */
    static String labels() {
        return Arrays.stream(values())
                .map(kind -> kind.label() + (kind.form.example.isEmpty() ? "" : " (or with " + kind.form.example + ')'))
                .collect(Collectors.joining(", "));
    }
}
