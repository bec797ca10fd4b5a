package dev.sagfleet.simulator.text;

import dev.sagfleet.controller.rolloutimport.ImportNote;
import dev.sagfleet.controller.rolloutimport.Imported;
import java.util.List;

/** What of another system's rollout is not the same here, for a person. */
public final class ImportText {
    /**
     * A line for each thing.
     *
     * @param file from which it comes
     */
    public static String of(Imported imported, String file) {
        StringBuilder text = new StringBuilder("Made from " + file + ", of " + imported.system() + ".\n");
        append(text, "Has no counterpart:", imported, ImportNote.Kind.NO_COUNTERPART);
        append(text, "Means something else:", imported, ImportNote.Kind.OTHER_MEANING);
        append(text, "Not in the file:", imported, ImportNote.Kind.ADDED);
        return text.toString();
    }

    /** The same as comments of a YAML file. */
    public static String comment(Imported imported, String file) {
        StringBuilder comment = new StringBuilder();
        of(imported, file)
                .lines()
                .forEach(line -> comment.append("# ").append(line).append('\n'));
        return comment.toString();
    }

    private static void append(StringBuilder text, String title, Imported imported, ImportNote.Kind kind) {
        List<ImportNote> notes =
                imported.notes().stream().filter(note -> note.kind() == kind).toList();
        if (!notes.isEmpty()) {
            text.append(title).append('\n');
        }
        for (ImportNote note : notes) {
            String place = kind == ImportNote.Kind.ADDED ? "" : note.line() + ":" + note.column() + ": ";
            text.append("  ").append(place).append(note.what()).append('\n');
            text.append("    taken: ").append(note.taken()).append('\n');
        }
    }

    private ImportText() {}
}
