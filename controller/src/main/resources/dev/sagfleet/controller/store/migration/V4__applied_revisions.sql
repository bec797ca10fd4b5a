-- What a device applied last stays known when it refuses what comes next.
ALTER TABLE device_aspect ADD COLUMN applied_revision BIGINT NOT NULL DEFAULT 0;
UPDATE device_aspect SET applied_revision = reported_revision WHERE refusal_reason IS NULL;
