package dev.sagfleet.controller.rolloutfile;

import dev.sagfleet.controller.document.YamlValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Values of which a file names one. */
final class Choices {
    /** The one that a file names. */
    static <E extends Enum<E>> E of(YamlValue value, E[] all, Function<E, String> text) {
        return value.choice(
                name -> Arrays.stream(all)
                        .filter(one -> text.apply(one).equals(name))
                        .findFirst(),
                Arrays.stream(all).map(text).collect(Collectors.joining(", ")));
    }

    /** A constant of one word, as it is written in a file. */
    static <E extends Enum<E>> String text(E constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private Choices() {}
}
