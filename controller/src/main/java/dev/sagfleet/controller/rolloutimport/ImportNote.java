package dev.sagfleet.controller.rolloutimport;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;

/**
 * Something of another system's file that is not the same here. Its texts are in one line each.
 *
 * @param line where it stands, counted from 1
 * @param column likewise
 * @param what it says, with its key
 * @param taken what it became here
 */
public record ImportNote(Kind kind, int line, int column, String what, String taken) {
    /** Why it is not the same. */
    public enum Kind {
        /** There is nothing like it here. */
        NO_COUNTERPART,
        /** There is, but it means something else. */
        OTHER_MEANING,
        /** The other system has no word for it, so it is as a careful operator would have it. */
        ADDED
    }

    private static final Pattern BREAKS = Pattern.compile("[\\p{IsControl}\\p{Zl}\\p{Zp}]+");

    public ImportNote {
        requireNonNull(kind, "kind");
        what = BREAKS.matcher(what).replaceAll(" ");
        taken = BREAKS.matcher(taken).replaceAll(" ");
    }
}
