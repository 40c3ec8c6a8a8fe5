-- The run that a run repeats with the same settings; null for others.
ALTER TABLE run ADD COLUMN repeats VARCHAR(32) REFERENCES run (id);
CREATE INDEX run_by_repeated ON run (repeats);

-- Imports of models, so that they are listed and continued after a restart. way, source and revision are what was requested; origin, as
-- JSON, is where the model comes from as far as it is known.
CREATE TABLE model_import (
    id          VARCHAR(32)              NOT NULL PRIMARY KEY,
    way         VARCHAR(16)              NOT NULL,
    source      VARCHAR                  NOT NULL,
    revision    VARCHAR(400),
    state       VARCHAR(16)              NOT NULL,
    origin      VARCHAR                  NOT NULL,
    name        VARCHAR(400)             NOT NULL,
    model_id    VARCHAR(100),
    error       VARCHAR,
    created_at  TIMESTAMP WITH TIME ZONE NOT NULL,
    finished_at TIMESTAMP WITH TIME ZONE
);
CREATE INDEX model_import_by_creation ON model_import (created_at);
