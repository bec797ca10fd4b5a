-- Which jobs of a device have not ended, and which were excused: of most devices none, so an order looks into an index. It is a
-- column of its own, and not told from the state, so that most words of a device leave the index as it is.
ALTER TABLE firmware_job ADD COLUMN is_open BOOLEAN NOT NULL DEFAULT FALSE;
UPDATE firmware_job SET is_open = TRUE
    WHERE state NOT IN ('COMMITTED', 'ROLLED_BACK', 'FAILED', 'ABORTED', 'CANCELED', 'REJECTED', 'BRICKED');
CREATE INDEX firmware_job_open ON firmware_job (serial, number) WHERE is_open;
CREATE INDEX firmware_job_excused ON firmware_job (serial, number) WHERE excused;
