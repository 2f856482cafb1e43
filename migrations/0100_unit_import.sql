-- Lists of units are also entered over the interface: by whom, for which organisation, and what became of every row.
alter table unit_import
  add column unit_id uuid references unit,
  add column imported_by uuid references person,
  add column undone_by uuid references person,
  add column known int not null default 0,
  -- Rows of the file without a place: line, code, name and reason.
  add column misplaced jsonb not null default '[]';
create index unit_import_unit on unit_import (unit_id, imported_at desc);
select guard_by_unit('unit_import');
grant select, insert, update on unit_import to vung_manh_app;
