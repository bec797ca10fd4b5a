CREATE TABLE more (id TEXT);
CREATE nonsense;
