-- Pictures are kept without the place where they were taken, unless that place is what they prove.
alter table evidence add column position_kept boolean not null default false;
-- The picture came with a place, and its sender has not yet said whether to keep it: until then its bytes stay as they came.
alter table upload add column position_undecided boolean not null default false;
