-- Every call pays for every index. Providers, models, combos and groups are few, so that the index of times finds their latest
-- calls as fast; and sums over a period read all of its rows anyway.
DROP INDEX ix_usage_record_provider;
DROP INDEX ix_usage_record_model;
DROP INDEX ix_usage_record_combo;
DROP INDEX ix_usage_record_group;
