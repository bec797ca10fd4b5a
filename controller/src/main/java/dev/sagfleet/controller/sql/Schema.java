package dev.sagfleet.controller.sql;

import static java.util.Objects.requireNonNull;

/**
 * The tables of a file, as the migrations that make them: files {@code V<version>__<what>.sql}, from version 1
 * on. One that has been released is never edited; a change is a further one.
 *
 * @param name tells files of one kind from those of another; letters
 * @param version the newest one
 * @param location of the migrations on the class path; nothing else is there
 */
public record Schema(String name, int version, String location) {
    public Schema {
        requireNonNull(name, "name");
        requireNonNull(location, "location");
        if (version < 1) {
            throw new IllegalArgumentException("version: " + version + " (expected: >= 1)");
        }
    }

    /** The table in which a file notes what it was migrated by; no other schema has one of this name. */
    String historyTable() {
        return name + "_schema_history";
    }
}
