-- Whether a fine-tuning learned anything; null until it has ended, and for runs of earlier versions.
ALTER TABLE run ADD COLUMN training_outcome VARCHAR(16);
