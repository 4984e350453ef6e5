-- Where in its sentence a figure's number stands and what it may be, so that figures are compared without reading them
-- again. Null in what an earlier release read.
ALTER TABLE figure ADD COLUMN counted TEXT;
