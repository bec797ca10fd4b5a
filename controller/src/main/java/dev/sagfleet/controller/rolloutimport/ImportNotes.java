package dev.sagfleet.controller.rolloutimport;

import dev.sagfleet.controller.document.YamlKeys;
import dev.sagfleet.controller.document.YamlMapping;
import dev.sagfleet.controller.document.YamlValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Gathers notes while a file is read. Not thread-safe. */
final class ImportNotes {
    private static final Comparator<ImportNote> IN_FILE =
            Comparator.comparingInt(ImportNote::line).thenComparingInt(ImportNote::column);

    private final List<ImportNote> notes = new ArrayList<>();

    /** There is nothing like this value. */
    void missing(YamlValue value, String taken) {
        add(ImportNote.Kind.NO_COUNTERPART, value, value.what() + ": " + value.shown(), taken);
    }

    /** There is nothing like what this key says, if it is there. */
    void missing(YamlKeys keys, String name, String taken) {
        if (keys.has(name)) {
            missing(keys.where(name), taken);
        }
    }

    /** Keys that nothing was made of. */
    void unknown(YamlKeys keys, List<String> known) {
        for (YamlMapping.Entry entry : keys.others(known)) {
            missing(entry.value(), "nothing");
        }
    }

    /** This value means something else here. */
    void differs(YamlValue value, String what, String taken) {
        add(ImportNote.Kind.OTHER_MEANING, value, what, taken);
    }

    /** The file does not speak of this. */
    void added(YamlValue whole, String what, String taken) {
        add(ImportNote.Kind.ADDED, whole, what, taken);
    }

    private void add(ImportNote.Kind kind, YamlValue where, String what, String taken) {
        notes.add(new ImportNote(kind, where.line(), where.column(), what, taken));
    }

    /** In the order of the file. */
    List<ImportNote> all() {
        return notes.stream().sorted(IN_FILE).toList();
    }
}
