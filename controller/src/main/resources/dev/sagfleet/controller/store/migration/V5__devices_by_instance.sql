-- A device that comes or goes changes its row, and no longer a page of this index too.
DROP INDEX device_by_instance;
CREATE INDEX device_by_instance ON device (instance_id);
