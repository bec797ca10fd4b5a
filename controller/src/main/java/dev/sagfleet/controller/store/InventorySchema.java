package dev.sagfleet.controller.store;

import dev.sagfleet.controller.sql.Schema;

/**
 * The tables of the inventory. Enums are stored by their names, times as milliseconds since 1970, rates in
 * bit/s unless the column says otherwise. Text is compared byte by byte, as SQLite does.
 *
 * <p>No foreign keys: what belongs together is the inventory's to know, and it may save in any order.
 */
final class InventorySchema {
    static final Schema SCHEMA = new Schema("inventory", 12, "dev/sagfleet/controller/store/migration");

    private InventorySchema() {}
}
