-- Who is to be told of a rule. Most instances may have no plan, and take no room here.
CREATE INDEX instance_by_plan ON instance (plan_id, created_millis, id) WHERE plan_id IS NOT NULL;
