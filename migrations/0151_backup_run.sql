-- Each backup that was made and each that was restored to try it: a fact, never changed. No contents, so no unit.
create table backup_run (
  id uuid primary key,
  kind text not null check (kind in ('backup', 'drill')),
  at timestamptz not null,
  file_name text not null,
  -- The instant whose data the backup holds; unknown when it could not be read.
  of_instant timestamptz,
  rows bigint not null,
  files bigint not null,
  seconds int not null,
  -- What was wrong, in words; null: nothing.
  problem text
);
create index backup_run_newest on backup_run (kind, at desc);
grant select on backup_run to vung_manh_app;
select guard_by_sign_in('backup_run');
