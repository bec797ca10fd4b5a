/**
 * The inventory's port on SQLite: migrations, group commit, reads. One thread writes and makes many
 * changes durable with one commit; two read beside it, each query as of one moment.
 *
 * <p>{@link SqliteFile}, {@link GroupCommit} and {@link Sql} know nothing of the inventory and serve any
 * other SQLite file as well. SQL is kept to what SQLite and PostgreSQL both run; what only SQLite knows
 * (files, locks, pragmas, savepoints in a group) stays in those three.
 */
@NullMarked
package dev.sagfleet.controller.store;

import org.jspecify.annotations.NullMarked;
