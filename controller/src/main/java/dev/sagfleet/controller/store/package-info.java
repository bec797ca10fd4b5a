/** The inventory's ports in SQL, which is kept to what SQLite and PostgreSQL both run. */
@NullMarked
package dev.sagfleet.controller.store;

import org.jspecify.annotations.NullMarked;
