package dev.sagfleet.controller.store;

import dev.sagfleet.controller.sql.Schema;
import java.util.List;

/**
 * The tables of the inventory. Enums are stored by their names, times as milliseconds since 1970, rates in
 * bit/s unless the column says otherwise. Text is compared byte by byte, as SQLite does.
 *
 * <p>No foreign keys: what belongs together is the inventory's to know, and it may save in any order. A
 * migration that has been released is never edited; a change is a further one.
 */
final class InventorySchema {
    private static final String TABLES =
            """
            CREATE TABLE setting (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL);
            CREATE TABLE counter (name TEXT NOT NULL PRIMARY KEY, value BIGINT NOT NULL);
            CREATE TABLE ccn (id TEXT NOT NULL PRIMARY KEY, region_id TEXT NOT NULL, name TEXT NOT NULL);
            CREATE INDEX ccn_by_name ON ccn (name);
            CREATE TABLE plan (
                id TEXT NOT NULL PRIMARY KEY,
                region_id TEXT NOT NULL,
                name TEXT NOT NULL,
                megabits INTEGER NOT NULL,
                lock_reason TEXT,
                created_millis BIGINT NOT NULL);
            CREATE INDEX plan_by_region ON plan (region_id, created_millis, id);
            CREATE TABLE instance (
                id TEXT NOT NULL PRIMARY KEY,
                region_id TEXT NOT NULL,
                name TEXT NOT NULL,
                model TEXT NOT NULL,
                ha_type TEXT NOT NULL,
                megabits INTEGER NOT NULL,
                user_count INTEGER NOT NULL,
                ccn_id TEXT,
                in_arrears BOOLEAN NOT NULL,
                plan_id TEXT,
                plan_megabits INTEGER,
                created_millis BIGINT NOT NULL,
                end_millis BIGINT NOT NULL);
            CREATE INDEX instance_by_creation ON instance (created_millis, id);
            CREATE INDEX instance_by_region ON instance (region_id, created_millis, id);
            CREATE TABLE device (
                serial TEXT NOT NULL PRIMARY KEY,
                instance_id TEXT NOT NULL,
                model TEXT NOT NULL,
                user_name TEXT,
                user_bandwidth BIGINT,
                device_key TEXT NOT NULL,
                role TEXT NOT NULL,
                epoch BIGINT NOT NULL,
                online BOOLEAN NOT NULL,
                run BIGINT NOT NULL,
                firmware TEXT,
                firmware_key TEXT,
                boot_id TEXT NOT NULL,
                booted_millis BIGINT NOT NULL,
                connected_millis BIGINT NOT NULL,
                suspended BOOLEAN NOT NULL);
            CREATE INDEX device_by_instance ON device (instance_id, online);
            CREATE INDEX device_online_by_run ON device (run) WHERE online;
            CREATE TABLE device_aspect (
                serial TEXT NOT NULL,
                aspect TEXT NOT NULL,
                desired TEXT NOT NULL,
                desired_revision BIGINT NOT NULL,
                reported_revision BIGINT NOT NULL,
                refusal_reason TEXT,
                refusal_found TEXT,
                refusal_required TEXT,
                PRIMARY KEY (serial, aspect));
            CREATE TABLE purchase_order (
                id TEXT NOT NULL PRIMARY KEY,
                instance_id TEXT NOT NULL,
                kind TEXT NOT NULL,
                from_amount INTEGER NOT NULL,
                to_amount INTEGER NOT NULL,
                status TEXT NOT NULL,
                created_millis BIGINT NOT NULL);
            CREATE INDEX unpaid_order_by_instance ON purchase_order (instance_id) WHERE status = 'UNPAID';
            CREATE TABLE client_token (
                account TEXT NOT NULL,
                action TEXT NOT NULL,
                token TEXT NOT NULL,
                digest TEXT NOT NULL,
                request_id TEXT NOT NULL,
                response TEXT NOT NULL,
                changes TEXT NOT NULL,
                answered BOOLEAN NOT NULL,
                created_millis BIGINT NOT NULL,
                PRIMARY KEY (account, action, token));
            CREATE INDEX client_token_by_creation ON client_token (created_millis);
            """;

    /** Acceleration rules, whose applications are one text, a line each; and what calls need to be taken back. */
    private static final String ACCELERATION_RULES =
            """
            CREATE TABLE acceleration_rule (
                id TEXT NOT NULL PRIMARY KEY,
                plan_id TEXT NOT NULL,
                service_region_id TEXT NOT NULL,
                megabits INTEGER NOT NULL,
                applications TEXT NOT NULL,
                created_millis BIGINT NOT NULL);
            CREATE INDEX acceleration_rule_by_plan ON acceleration_rule (plan_id, created_millis, id);
            ALTER TABLE client_token ADD COLUMN restoring TEXT NOT NULL DEFAULT '';
            """;

    /** Who is to be told of a rule. Most instances may have no plan, and take no room here. */
    private static final String INSTANCES_BY_PLAN =
            """
            CREATE INDEX instance_by_plan ON instance (plan_id, created_millis, id) WHERE plan_id IS NOT NULL;
            """;

    static final Schema SCHEMA = new Schema("inventory", List.of(TABLES, ACCELERATION_RULES, INSTANCES_BY_PLAN));

    private InventorySchema() {}
}
