-- Bytes of traffic in an hour, before the member was ordered to install the image; absent if nobody wants to know.
ALTER TABLE rollout_member ADD COLUMN offered_before BIGINT;
