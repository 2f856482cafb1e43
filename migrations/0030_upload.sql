-- A file on its way: it belongs to the account that started it, and is of one cell. Its bytes are on disk until it is
-- checked; then they are in the storage and the row names them.
create table upload (
  unit_id uuid not null references unit,
  id uuid not null unique,
  account_id text not null,
  person_id uuid references person,
  file_name text not null,
  bytes bigint not null check (bytes between 1 and 52428800),
  state text not null default 'receiving' check (state in ('receiving', 'received', 'cancelled')),
  sha256 text references stored_file,
  started_at timestamptz not null default now(),
  expires_at timestamptz not null,
  primary key (unit_id, id),
  check ((state = 'received') = (sha256 is not null))
);
create index upload_open on upload (account_id) where state = 'receiving';
create index upload_expiry on upload (expires_at);

select guard_by_unit('upload');
-- Nobody else's upload can be seen, resumed or finished, not even from above.
create policy own on upload as restrictive for all to vung_manh_app
  using (account_id = (select current_setting('app.account_id', true)));
grant select, insert, update on upload to vung_manh_app;

-- One file is one piece of evidence of a cell, used for as many criteria as it proves.
create unique index evidence_same_file on evidence (unit_id, sha256) where withdrawn_reason is null;
create index evidence_newest on evidence (unit_id, uploaded_at desc, id desc);
create index evidence_use_dossier on evidence_use (unit_id, dossier_id, purpose, code) where removed_at is null;
create index evidence_use_of on evidence_use (unit_id, evidence_id) where removed_at is null;

alter table evidence_use add column added_by uuid references person, add column added_at timestamptz not null default now();
