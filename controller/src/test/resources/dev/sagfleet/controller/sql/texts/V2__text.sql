ALTER TABLE state ADD COLUMN text TEXT;
CREATE INDEX by_text ON state (text);
