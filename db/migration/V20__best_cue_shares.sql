-- The largest mean share on cues that a method has in a layer after fine-tuning; null where it is not measured. What earlier versions have measured
-- is taken over by migration 21 (CueShareMigration), which reads the figures.
ALTER TABLE run ADD COLUMN cue_share_value DOUBLE PRECISION;
ALTER TABLE run ADD COLUMN cue_share_method VARCHAR(100);
ALTER TABLE run ADD COLUMN cue_share_layer INT;
