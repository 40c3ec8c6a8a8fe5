-- A sweep belongs to whoever launched it, whoever launches runs of it again.
ALTER TABLE sweep ADD COLUMN owner VARCHAR(32);
UPDATE sweep SET owner = (SELECT MIN(run.owner) FROM run WHERE run.sweep_id = sweep.id);
