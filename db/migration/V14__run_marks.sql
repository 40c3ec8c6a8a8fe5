-- What runs are searched and grouped by, from the specification, in columns of their own. rest holds the part of a specification in
-- which a value is found, and is gone at the end. A specification without them leaves the columns empty and 0, so that it does not keep
-- the folder from opening.
ALTER TABLE run ADD COLUMN model_id VARCHAR(100);
ALTER TABLE run ADD COLUMN data_id VARCHAR(100);
ALTER TABLE run ADD COLUMN seed BIGINT;
ALTER TABLE run ADD COLUMN learning_rate DOUBLE PRECISION;
ALTER TABLE run ADD COLUMN rest VARCHAR;
UPDATE run SET rest = SUBSTRING(spec FROM POSITION('"modelId":"' IN spec) + 11);
UPDATE run SET model_id =
    CASE WHEN POSITION('"modelId":"' IN spec) > 0 THEN SUBSTRING(rest FROM 1 FOR POSITION('"' IN rest) - 1) ELSE '' END;
UPDATE run SET rest = SUBSTRING(spec FROM POSITION('"dataId":"' IN spec) + 10);
UPDATE run SET data_id =
    CASE WHEN POSITION('"dataId":"' IN spec) > 0 THEN SUBSTRING(rest FROM 1 FOR POSITION('"' IN rest) - 1) ELSE '' END;
UPDATE run SET rest = REPLACE(SUBSTRING(spec FROM POSITION('"fineTuning":{' IN spec)), '}', ',')
    WHERE POSITION('"fineTuning":{' IN spec) > 0;
UPDATE run SET rest = '' WHERE POSITION('"fineTuning":{' IN spec) = 0;
UPDATE run SET learning_rate = 0, seed = 0;
UPDATE run SET rest = SUBSTRING(rest FROM POSITION('"learningRate":' IN rest) + 15) WHERE rest <> '';
UPDATE run SET learning_rate = CAST(SUBSTRING(rest FROM 1 FOR POSITION(',' IN rest) - 1) AS DOUBLE PRECISION) WHERE rest <> '';
UPDATE run SET rest = SUBSTRING(rest FROM POSITION('"seed":' IN rest) + 7) WHERE rest <> '';
UPDATE run SET seed = CAST(SUBSTRING(rest FROM 1 FOR POSITION(',' IN rest) - 1) AS BIGINT) WHERE rest <> '';
ALTER TABLE run DROP COLUMN rest;
ALTER TABLE run ALTER COLUMN model_id SET NOT NULL;
ALTER TABLE run ALTER COLUMN data_id SET NOT NULL;
ALTER TABLE run ALTER COLUMN seed SET NOT NULL;
ALTER TABLE run ALTER COLUMN learning_rate SET NOT NULL;

-- What people note of runs to keep them in order. The name of a run may change; its specification keeps the first one.
ALTER TABLE run ADD COLUMN starred BOOLEAN DEFAULT FALSE NOT NULL;
ALTER TABLE run ADD COLUMN archived_at TIMESTAMP WITH TIME ZONE;

CREATE TABLE run_tag (
    run_id VARCHAR(32)  NOT NULL REFERENCES run (id),
    tag    VARCHAR(100) NOT NULL,
    PRIMARY KEY (run_id, tag)
);
CREATE INDEX run_tag_by_tag ON run_tag (tag);

CREATE TABLE run_note (
    run_id VARCHAR(32) NOT NULL PRIMARY KEY REFERENCES run (id),
    note   VARCHAR     NOT NULL
);
