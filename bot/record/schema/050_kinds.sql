-- Whose matter a position is: said, did or charged; of a charge, who makes it (null: the outlet itself).
ALTER TABLE position ADD COLUMN kind TEXT NOT NULL DEFAULT 'said' CHECK (kind IN ('said', 'did', 'charged'));
ALTER TABLE position ADD COLUMN accuser TEXT;
