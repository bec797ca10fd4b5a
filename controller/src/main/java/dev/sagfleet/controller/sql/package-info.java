/**
 * A SQL database for any tables: the SQLite file and its lock, migrations, group commit, reads, statements
 * and rows. One thread writes and makes many changes durable with one commit; others read beside it, each
 * query as of one moment.
 *
 * <p>What only SQLite knows (files, locks, pragmas, savepoints in a group) stays in this package.
 */
@NullMarked
package dev.sagfleet.controller.sql;

import org.jspecify.annotations.NullMarked;
