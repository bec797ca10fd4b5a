package dev.sagfleet.controller.sql;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * The tables of a file, as the steps that made them.
 *
 * @param name tells files of one kind from those of another
 * @param migrations the n-th, from 1, takes a file to version n; statements, each ended by a semicolon,
 *     which appears nowhere else
 */
public record Schema(String name, List<String> migrations) {
    public Schema {
        requireNonNull(name, "name");
        migrations = List.copyOf(migrations);
    }

    /** The newest version, which is the one that is used. */
    public int version() {
        return migrations.size();
    }
}
