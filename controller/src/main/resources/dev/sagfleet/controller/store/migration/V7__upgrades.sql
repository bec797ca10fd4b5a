-- What a device last said of its slots, in its row, since all devices say it with each Hello; and the session in which it
-- said that first.
ALTER TABLE device ADD COLUMN slots TEXT NOT NULL DEFAULT '';
ALTER TABLE device ADD COLUMN slots_epoch BIGINT NOT NULL DEFAULT 0;
-- The state before the latest word of the device stands beside the one that it is in, so that one statement can tell both.
CREATE TABLE firmware_job (
    serial TEXT NOT NULL,
    number BIGINT NOT NULL,
    attempt INTEGER NOT NULL,
    image TEXT NOT NULL,
    version TEXT NOT NULL,
    origin TEXT NOT NULL,
    trial_millis BIGINT NOT NULL,
    boot BIGINT NOT NULL,
    sequence BIGINT NOT NULL,
    state TEXT NOT NULL,
    percent INTEGER NOT NULL,
    code INTEGER NOT NULL,
    running TEXT,
    excused BOOLEAN NOT NULL,
    created_millis BIGINT NOT NULL,
    updated_millis BIGINT NOT NULL,
    state_before TEXT NOT NULL,
    PRIMARY KEY (serial, number));
CREATE TABLE upgrade_policy (
    serial TEXT NOT NULL PRIMARY KEY,
    type TEXT NOT NULL,
    cron TEXT NOT NULL,
    zone TEXT NOT NULL,
    open_minutes INTEGER NOT NULL,
    due_millis BIGINT);
CREATE INDEX upgrade_policy_by_time ON upgrade_policy (due_millis, serial) WHERE due_millis IS NOT NULL;
