-- The head of a rollout is written with each report of a device, so its policies, which seldom change, are in rows of their
-- own, by the digests of their texts.
CREATE TABLE rollout (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    is_over BOOLEAN NOT NULL,
    wake_millis BIGINT,
    head TEXT NOT NULL,
    policy TEXT NOT NULL,
    pending TEXT,
    created_millis BIGINT NOT NULL);
CREATE INDEX rollout_by_name ON rollout (name);
CREATE INDEX rollout_by_creation ON rollout (created_millis, id);
CREATE INDEX rollout_by_time ON rollout (wake_millis, id) WHERE wake_millis IS NOT NULL;
CREATE TABLE rollout_policy (
    rollout TEXT NOT NULL,
    digest TEXT NOT NULL,
    policy TEXT NOT NULL,
    PRIMARY KEY (rollout, digest));
-- In which queue a member was before it was last saved stands beside what it is, so that one statement can tell both.
CREATE TABLE rollout_member (
    rollout TEXT NOT NULL,
    place INTEGER NOT NULL,
    serial TEXT NOT NULL,
    site INTEGER NOT NULL,
    zone INTEGER NOT NULL,
    image INTEGER NOT NULL,
    work_seconds INTEGER NOT NULL,
    wave INTEGER NOT NULL,
    image_before INTEGER NOT NULL,
    state TEXT NOT NULL,
    phase TEXT NOT NULL,
    bond TEXT NOT NULL,
    code INTEGER NOT NULL,
    attempt INTEGER NOT NULL,
    transport_tries INTEGER NOT NULL,
    verify_tries INTEGER NOT NULL,
    boot_tries INTEGER NOT NULL,
    lifted BOOLEAN NOT NULL,
    since_millis BIGINT NOT NULL,
    spent_millis BIGINT NOT NULL,
    due_millis BIGINT,
    ready_before INTEGER,
    PRIMARY KEY (rollout, place));
CREATE INDEX rollout_member_by_serial ON rollout_member (serial, rollout, place);
CREATE INDEX rollout_member_ready ON rollout_member (rollout, wave, zone, place) WHERE phase = 'READY';
CREATE INDEX rollout_member_held ON rollout_member (rollout, site, wave, place) WHERE phase = 'HELD';
CREATE INDEX rollout_member_working ON rollout_member (rollout, site)
    WHERE phase IN ('OFFERED', 'FETCHING', 'WRITING');
CREATE INDEX rollout_member_by_time ON rollout_member (rollout, due_millis, place) WHERE due_millis IS NOT NULL;
CREATE INDEX rollout_member_failed ON rollout_member (rollout, wave, code) WHERE state = 'FAILED';
CREATE TABLE rollout_ready (
    rollout TEXT NOT NULL,
    wave INTEGER NOT NULL,
    zone INTEGER NOT NULL,
    members INTEGER NOT NULL,
    PRIMARY KEY (rollout, wave, zone));
CREATE TABLE rollout_log (
    rollout TEXT NOT NULL,
    number BIGINT NOT NULL,
    state TEXT NOT NULL,
    at_millis BIGINT NOT NULL,
    who TEXT NOT NULL,
    why TEXT NOT NULL,
    PRIMARY KEY (rollout, number));
CREATE TABLE rollout_claim (
    serial TEXT NOT NULL PRIMARY KEY,
    rollout TEXT NOT NULL,
    priority INTEGER NOT NULL,
    created_millis BIGINT NOT NULL);
CREATE INDEX rollout_claim_by_rollout ON rollout_claim (rollout, serial);
ALTER TABLE firmware_job ADD COLUMN rollout TEXT;
ALTER TABLE firmware_job ADD COLUMN rollout_attempt INTEGER;
