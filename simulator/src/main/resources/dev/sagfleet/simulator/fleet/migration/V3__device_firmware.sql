CREATE TABLE device_firmware (serial TEXT NOT NULL PRIMARY KEY, state TEXT NOT NULL);
