-- Past stages are compared with what their work takes on a reference machine, whichever model of the same sizes did it. Rows of
-- earlier versions have neither and are passed over.
ALTER TABLE run_pace ADD COLUMN geometry VARCHAR(200);
ALTER TABLE run_pace ADD COLUMN reference_seconds DOUBLE PRECISION;
CREATE INDEX run_pace_by_geometry ON run_pace (geometry, stage);
ALTER TABLE evaluation_pace ADD COLUMN geometry VARCHAR(200);
ALTER TABLE evaluation_pace ADD COLUMN reference_seconds DOUBLE PRECISION;
CREATE INDEX evaluation_pace_by_geometry ON evaluation_pace (geometry, evaluation);
