package dev.sagfleet.controller.action;

import java.util.Arrays;
import java.util.List;

/**
 * A parameter that an action reads.
 *
 * @param name as callers write it, with {@code N} for the number of an item of a list:
 *     {@code AssociateConfigs.N.Bandwidth}
 * @param isRequired whether a call without it is refused, whatever else it says
 * @param note what there is to say beside that, for a person; may be empty
 */
public record Parameter(String name, Values values, boolean isRequired, String note) {
    /** What a parameter may be; anything else is refused. */
    public sealed interface Values {
        /** What it may be, for a person. */
        String words();
    }

    /** Any text, or one of a form that the note tells. */
    public record Text() implements Values {
        @Override
        public String words() {
            return "text";
        }
    }

    /** One of these texts, to the letter. */
    public record OneOf(List<String> texts) implements Values {
        public OneOf {
            texts = List.copyOf(texts);
        }

        @Override
        public String words() {
            return String.join(", ", texts);
        }
    }

    /** A whole number in a range; without an end to speak of where {@code max} is {@link Integer#MAX_VALUE} or more. */
    public record WholeNumber(long min, long max) implements Values {
        @Override
        public String words() {
            return max < Integer.MAX_VALUE ? "number, " + min + " to " + max : "number, from " + min;
        }
    }

    /** {@code true} or {@code false}. */
    public record Flag() implements Values {
        @Override
        public String words() {
            return "true, false";
        }
    }

    public static Parameter text(String name) {
        return optional(name, new Text());
    }

    public static Parameter number(String name, long min, long max) {
        return optional(name, new WholeNumber(min, max));
    }

    public static Parameter flag(String name) {
        return optional(name, new Flag());
    }

    public static Parameter oneOf(String name, String... texts) {
        return optional(name, new OneOf(Arrays.asList(texts)));
    }

    private static Parameter optional(String name, Values values) {
        return new Parameter(name, values, false, "");
    }

    /** This parameter where a call needs it. */
    public Parameter required() {
        return new Parameter(name, values, true, note);
    }

    /** This parameter with something to say about it. */
    public Parameter noted(String remark) {
        return new Parameter(name, values, isRequired, remark);
    }
}
