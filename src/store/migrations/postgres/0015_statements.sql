-- What was held back of a party when its statement was issued: purchases that were held, and what they came to. Those from
-- before have nothing here.
ALTER TABLE statement ADD COLUMN held_purchases BIGINT CHECK (held_purchases >= 0);
ALTER TABLE statement ADD COLUMN held_amount BIGINT;
