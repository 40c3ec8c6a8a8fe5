-- Paradigms and labels are those of any data set; an example may have no label.
ALTER TABLE score_example ALTER COLUMN paradigm SET DATA TYPE VARCHAR(200);
ALTER TABLE score_example ALTER COLUMN label SET DATA TYPE VARCHAR(200);
ALTER TABLE score_example ALTER COLUMN label DROP NOT NULL;
ALTER TABLE score_example ALTER COLUMN example_id SET DATA TYPE VARCHAR(400);
ALTER TABLE score_example ALTER COLUMN good SET DATA TYPE VARCHAR(2000);
ALTER TABLE score_example ALTER COLUMN bad SET DATA TYPE VARCHAR(2000);
ALTER TABLE evaluation_group ALTER COLUMN name SET DATA TYPE VARCHAR(200);
ALTER TABLE evaluation_figures ALTER COLUMN group_name SET DATA TYPE VARCHAR(200);

-- Where a data set comes from, in words; the data set that it is a new version of; how many of its examples have each label, and how
-- many have cues. Null in the sets of versions before, which have labels and cues throughout.
ALTER TABLE data_set ALTER COLUMN name SET DATA TYPE VARCHAR(400);
ALTER TABLE data_set ADD COLUMN origin VARCHAR;
ALTER TABLE data_set ADD COLUMN parent VARCHAR(100);
ALTER TABLE data_set ADD COLUMN labels VARCHAR;
ALTER TABLE data_set ADD COLUMN cued INT;
