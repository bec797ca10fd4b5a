-- Of most devices none of this is said: then there are no tags, of all the others a text, be it an empty one. So one look tells
-- whether there is more to read. Whoever looks for a site looks for the devices at it.
ALTER TABLE device ADD COLUMN site TEXT;
ALTER TABLE device ADD COLUMN region TEXT;
ALTER TABLE device ADD COLUMN zone TEXT;
ALTER TABLE device ADD COLUMN batch TEXT;
ALTER TABLE device ADD COLUMN tags TEXT;
CREATE INDEX device_by_site ON device (site, serial) WHERE site IS NOT NULL;
