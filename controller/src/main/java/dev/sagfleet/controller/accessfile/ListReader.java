package dev.sagfleet.controller.accessfile;

import dev.sagfleet.controller.document.DocumentProblems;
import dev.sagfleet.controller.document.YamlValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Lists of one or more, in which one may stand alone. */
final class ListReader {
    /** Those that can be read; what cannot be is a problem. */
    static <T> List<T> read(YamlValue value, int most, Function<YamlValue, T> meaning, DocumentProblems problems) {
        List<T> read = new ArrayList<>();
        for (YamlValue item : value.isList() ? value.items(1, most) : List.of(value)) {
            Optional<T> next = problems.read(() -> meaning.apply(item));
            next.ifPresent(read::add);
        }
        return read;
    }

    private ListReader() {}
}
