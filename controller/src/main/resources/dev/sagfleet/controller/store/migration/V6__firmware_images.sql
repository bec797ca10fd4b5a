-- What else is known of an image stands in its manifest, which is kept as it was signed.
CREATE TABLE firmware_image (
    digest TEXT NOT NULL PRIMARY KEY,
    version_key TEXT NOT NULL,
    manifest TEXT NOT NULL,
    signature TEXT NOT NULL,
    seed BIGINT,
    state TEXT NOT NULL,
    created_millis BIGINT NOT NULL);
CREATE INDEX firmware_image_by_version ON firmware_image (version_key, digest);
