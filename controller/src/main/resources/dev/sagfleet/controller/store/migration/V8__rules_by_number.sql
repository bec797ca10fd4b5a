-- Rules come in the order in which they were created, whatever the clock said. Their ids have counted them all along.
ALTER TABLE acceleration_rule ADD COLUMN number BIGINT NOT NULL DEFAULT 0;
UPDATE acceleration_rule SET number = CAST(substr(id, length('abwpr-') + 1) AS INTEGER) - 20337000000000;
DROP INDEX acceleration_rule_by_plan;
CREATE INDEX acceleration_rule_by_plan ON acceleration_rule (plan_id, number, id);
