-- A rule has its applications in one text, a line each. What a call needs to be taken back is kept with its token.
CREATE TABLE acceleration_rule (
    id TEXT NOT NULL PRIMARY KEY,
    plan_id TEXT NOT NULL,
    service_region_id TEXT NOT NULL,
    megabits INTEGER NOT NULL,
    applications TEXT NOT NULL,
    created_millis BIGINT NOT NULL);
CREATE INDEX acceleration_rule_by_plan ON acceleration_rule (plan_id, created_millis, id);
ALTER TABLE client_token ADD COLUMN restoring TEXT NOT NULL DEFAULT '';
