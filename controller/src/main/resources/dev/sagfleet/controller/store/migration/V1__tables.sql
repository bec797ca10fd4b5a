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
