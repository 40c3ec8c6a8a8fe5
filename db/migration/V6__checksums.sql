-- CRC-32C of what the row holds, compared when it is read; null in rows of versions that had none.
ALTER TABLE score_example ADD COLUMN checksum BIGINT;
ALTER TABLE score_map ADD COLUMN checksum BIGINT;
ALTER TABLE evaluation_group ADD COLUMN checksum BIGINT;
ALTER TABLE evaluation_column ADD COLUMN checksum BIGINT;
ALTER TABLE evaluation_figures ADD COLUMN checksum BIGINT;
ALTER TABLE evaluation_document ADD COLUMN checksum BIGINT;

-- CRC-32C of all chunks of the state, one after the other.
ALTER TABLE training_state ADD COLUMN checksum BIGINT;
