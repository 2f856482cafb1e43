-- Lists of units that were entered from a file: what each brought, so that it can be taken back while nothing hangs on it.
create table unit_import (
  id uuid primary key,
  file_name text not null,
  since date not null,
  until date,
  unit_ids uuid[] not null,
  imported_at timestamptz not null default now(),
  undone_at timestamptz
);
