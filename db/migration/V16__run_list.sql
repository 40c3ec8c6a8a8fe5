-- The run that the others are held against: one row or none.
CREATE TABLE baseline (
    id     INTEGER     NOT NULL PRIMARY KEY CHECK (id = 1),
    run_id VARCHAR(32) NOT NULL REFERENCES run (id)
);

-- The list of runs is read in the order of launch and by what it is filtered by.
CREATE INDEX run_by_launch ON run (created_at, id);
CREATE INDEX run_by_model ON run (model_id);
CREATE INDEX run_by_data ON run (data_id);
CREATE INDEX run_by_finish ON run (finished_at);
