-- Programmes, rule sets, targets, and the way of a cell from registration to a title.
-- Volume tables are keyed by unit first; facts are appended, only states carry a version.

create table rule_set (
  id uuid primary key,
  code text not null,
  revision int not null check (revision >= 1),
  purpose text not null default 'recognition' check (purpose in ('recognition', 'meeting_score', 'organisation_rating', 'member_rating', 'group_rating')),
  status text not null default 'draft' check (status in ('draft', 'published', 'retired')),
  title text not null,
  demonstration boolean not null default false,
  legal_number text,
  legal_date date,
  legal_issuer text,
  effective daterange,
  content jsonb not null,
  content_hash text,
  drafted_by uuid references person,
  published_by uuid references person,
  published_at timestamptz,
  version int not null default 1,
  unique (code, revision),
  check (status = 'draft' or content_hash is not null)
);
create function refuse_change_of_published_rule_set() returns trigger language plpgsql as $$
begin
  if old.status <> 'draft' and (new.content, new.content_hash, new.code, new.revision, new.legal_number, new.legal_date)
     is distinct from (old.content, old.content_hash, old.code, old.revision, old.legal_number, old.legal_date) then
    raise exception 'a published rule set never changes' using errcode = 'VM001';
  end if;
  return new;
end $$;
create trigger published_is_immutable before update on rule_set for each row execute function refuse_change_of_published_rule_set();

create table programme (
  id uuid primary key,
  code text not null unique,
  name text not null,
  term daterange not null,
  plan_number text,
  plan_date date,
  plan_issuer text,
  -- documents asked for, deadlines, duration of the title, grounds of revocation: empty where the rule was not found
  settings jsonb not null,
  -- which body proposes, appraises, gives an opinion, decides: by date
  chain jsonb not null,
  version int not null default 1
);

create table programme_rule_set (
  programme_id uuid not null references programme,
  rule_set_id uuid not null references rule_set,
  valid daterange not null,
  exclude using gist (programme_id with =, valid with &&)
);

create table target (
  id uuid primary key,
  programme_id uuid not null references programme,
  unit_id uuid not null references unit,
  denominator text not null check (denominator in ('YEAR_REGISTERED', 'NTM_COMMUNE_CELLS', 'TERM_RESOLUTION', 'ALL_CELLS')),
  year int,
  value int not null check (value >= 0),
  state text not null default 'registered' check (state in ('registered', 'agreed', 'replaced')),
  registered_by uuid references person,
  registered_on date not null,
  agreed_by uuid references person,
  agreed_on date,
  document_number text,
  document_date date,
  version int not null default 1,
  check ((denominator = 'YEAR_REGISTERED') = (year is not null))
);
create unique index target_in_force on target (programme_id, unit_id, denominator, coalesce(year, 0)) where state <> 'replaced';

create table dossier (
  unit_id uuid not null references unit,
  id uuid not null unique,
  programme_id uuid not null references programme,
  rule_set_id uuid not null references rule_set,
  year int not null,
  state text not null check (state in ('draft', 'registered', 'building', 'self_appraisal', 'commune_review', 'appraisal',
    'opinion', 'decision', 'recognised', 'not_recognised', 'withdrawn')),
  registered_on date,
  prepared_by uuid references person,
  due_on date,
  return_reason text,
  carried_from uuid,
  carried_to uuid,
  version int not null default 1,
  primary key (unit_id, id)
);
create unique index dossier_one_open on dossier (unit_id, programme_id, year) where state <> 'withdrawn';
create index dossier_state on dossier (state);

-- Every step ever taken, with the hash of what it decided on.
create table dossier_step (
  unit_id uuid not null references unit,
  id uuid not null,
  dossier_id uuid not null,
  action text not null,
  from_state text,
  to_state text not null,
  person_id uuid references person,
  part text not null,
  on_date date not null,
  reason text,
  due_on date,
  data jsonb not null default '{}',
  content_hash text not null,
  at timestamptz not null default now(),
  primary key (unit_id, id),
  foreign key (unit_id, dossier_id) references dossier (unit_id, id)
);
create index dossier_step_dossier on dossier_step (unit_id, dossier_id, at);

create table roadmap_item (
  unit_id uuid not null references unit,
  dossier_id uuid not null,
  item_code text not null,
  due_on date,
  responsible text not null default '',
  note text not null default '',
  version int not null default 1,
  primary key (unit_id, dossier_id, item_code),
  foreign key (unit_id, dossier_id) references dossier (unit_id, id)
);

-- survey, self, commune: one each (the newest counts). team: one per appraiser, then the agreed one (appraiser null).
create table assessment (
  unit_id uuid not null references unit,
  id uuid not null,
  dossier_id uuid not null,
  kind text not null check (kind in ('survey', 'self', 'commune', 'team')),
  round int not null default 1,
  appraiser_id uuid references person,
  opened_on date not null,
  closed_on date,
  version int not null default 1,
  primary key (unit_id, id),
  foreign key (unit_id, dossier_id) references dossier (unit_id, id)
);
create unique index assessment_one on assessment (unit_id, dossier_id, kind, round, appraiser_id) nulls not distinct;

-- Appended; the newest of an item counts.
create table verdict (
  unit_id uuid not null references unit,
  id uuid not null,
  assessment_id uuid not null,
  item_code text not null,
  outcome text check (outcome in ('met', 'not_met', 'not_applicable')),
  points numeric,
  option_code text,
  note text not null default '',
  person_id uuid references person,
  at timestamptz not null default clock_timestamp(),
  primary key (unit_id, id),
  foreign key (unit_id, assessment_id) references assessment (unit_id, id)
);
create index verdict_assessment on verdict (unit_id, assessment_id, item_code, at);

create table dissent (
  unit_id uuid not null references unit,
  id uuid not null,
  assessment_id uuid not null,
  item_code text not null,
  person_id uuid not null references person,
  outcome text,
  points numeric,
  option_code text,
  reason text not null,
  primary key (unit_id, id),
  foreign key (unit_id, assessment_id) references assessment (unit_id, id)
);

-- Totals only: who voted how is nobody's record.
create table cell_vote (
  unit_id uuid not null references unit,
  id uuid not null,
  dossier_id uuid not null,
  held_on date not null,
  entitled int not null check (entitled > 0),
  present int not null check (present between 0 and entitled),
  in_favour int not null check (in_favour >= 0),
  against int not null check (against >= 0),
  abstained int not null check (abstained >= 0),
  minutes_number text,
  primary key (unit_id, id),
  foreign key (unit_id, dossier_id) references dossier (unit_id, id),
  check (in_favour + against + abstained = present)
);

create table appraisal_team (
  id uuid primary key,
  unit_id uuid not null references unit,
  programme_id uuid not null references programme,
  name text not null,
  decision_number text not null,
  decision_date date not null,
  valid daterange not null,
  version int not null default 1
);
create table appraisal_team_member (
  unit_id uuid not null references unit,
  team_id uuid not null references appraisal_team,
  person_id uuid not null references person,
  part text not null check (part in ('head', 'deputy', 'member', 'secretary')),
  represents text not null default '',
  valid daterange not null,
  primary key (team_id, person_id, valid)
);

create table site_visit (
  unit_id uuid not null references unit,
  id uuid not null,
  dossier_id uuid not null,
  team_id uuid not null references appraisal_team,
  planned_on date not null,
  visited_on date,
  place text not null default '',
  participants uuid[] not null default '{}',
  findings text not null default '',
  cancelled_reason text,
  version int not null default 1,
  primary key (unit_id, id),
  foreign key (unit_id, dossier_id) references dossier (unit_id, id)
);

create table dossier_check (
  unit_id uuid not null references unit,
  id uuid not null,
  dossier_id uuid not null,
  stage text not null check (stage in ('commune', 'team')),
  team_id uuid references appraisal_team,
  person_id uuid references person,
  checked_on date not null,
  items jsonb not null,
  complete boolean not null,
  primary key (unit_id, id),
  foreign key (unit_id, dossier_id) references dossier (unit_id, id)
);

-- ── Titles ──────────────────────────────────────────────────────────────────────────────────────
create table title (
  unit_id uuid not null references unit,
  id uuid not null unique,
  programme_id uuid not null references programme,
  dossier_id uuid,
  recognised_on date not null,
  decision_number text not null,
  decision_date date not null,
  granted_by uuid not null references unit,
  granted_body text not null,
  expires_on date,
  state text not null check (state in ('in_force', 'expiring', 're_appraisal', 'under_review', 'revoked')),
  version int not null default 1,
  primary key (unit_id, id)
);
create unique index title_one_in_force on title (unit_id, programme_id) where state <> 'revoked';

create table title_event (
  unit_id uuid not null references unit,
  id uuid not null,
  title_id uuid not null,
  action text not null,
  from_state text,
  to_state text not null,
  person_id uuid references person,
  by_unit_id uuid references unit,
  on_date date not null,
  decision_number text,
  decision_date date,
  ground text,
  note text not null default '',
  content_hash text not null,
  at timestamptz not null default now(),
  primary key (unit_id, id),
  foreign key (unit_id, title_id) references title (unit_id, id)
);

-- ── Evidence ────────────────────────────────────────────────────────────────────────────────────
create table stored_file (
  sha256 text primary key,
  bytes bigint not null check (bytes > 0),
  media_type text not null,
  stored_at timestamptz not null default now()
);
create table evidence (
  unit_id uuid not null references unit,
  id uuid not null,
  title text not null,
  file_name text,
  sha256 text references stored_file,
  link text,
  document_number text,
  document_date date,
  effective_on date not null,
  uploaded_by uuid references person,
  uploaded_at timestamptz not null default now(),
  withdrawn_reason text,
  version int not null default 1,
  primary key (unit_id, id)
);
create index evidence_file on evidence (unit_id, sha256);
create table evidence_use (
  unit_id uuid not null references unit,
  id uuid not null,
  evidence_id uuid not null,
  dossier_id uuid not null,
  purpose text not null check (purpose in ('item', 'checklist', 'visit')),
  code text not null,
  removed_at timestamptz,
  primary key (unit_id, id),
  foreign key (unit_id, evidence_id) references evidence (unit_id, id),
  foreign key (unit_id, dossier_id) references dossier (unit_id, id)
);
create unique index evidence_use_once on evidence_use (unit_id, evidence_id, dossier_id, purpose, code) where removed_at is null;

-- ── Official documents and certificates ─────────────────────────────────────────────────────────
create table official_document (
  unit_id uuid not null references unit,
  id uuid not null unique,
  type text not null,
  type_code text not null,
  body text not null check (body in ('committee', 'standing_committee', 'cell')),
  body_code text not null,
  term_id uuid references committee_term,
  number int check (number >= 1),
  dated date,
  subject text not null,
  about_unit_id uuid references unit,
  dossier_id uuid,
  title_id uuid,
  state text not null check (state in ('draft', 'submitted', 'signed', 'issued', 'revoked')),
  content jsonb not null,
  content_hash text,
  signer_id uuid references person,
  drafted_by uuid references person,
  version int not null default 1,
  primary key (unit_id, id),
  check (state in ('draft', 'submitted') or (number is not null and content_hash is not null and dated is not null))
);
-- A number is taken at signing and never again: unique per body, type and term.
create unique index official_document_number on official_document (unit_id, body_code, type_code, term_id, number) nulls not distinct where number is not null;
create index official_document_about on official_document (about_unit_id);
create table document_counter (
  unit_id uuid not null references unit,
  body_code text not null,
  type_code text not null,
  term_id uuid references committee_term,
  last int not null,
  unique nulls not distinct (unit_id, body_code, type_code, term_id)
);

create table certificate (
  unit_id uuid not null references unit,
  id uuid not null unique,
  title_id uuid not null,
  document_id uuid not null,
  payload jsonb not null,
  token text not null,
  key_id text not null,
  issued_on date not null,
  primary key (unit_id, id),
  foreign key (unit_id, title_id) references title (unit_id, id)
);

-- A locked record changes only by a correction that names its reason.
create table correction (
  unit_id uuid not null references unit,
  id uuid not null,
  object_type text not null,
  object_id uuid not null,
  reason text not null,
  before jsonb not null,
  after jsonb not null,
  person_id uuid references person,
  at timestamptz not null default now(),
  primary key (unit_id, id)
);

select guard_by_unit(t::regclass) from unnest(array['dossier', 'dossier_step', 'roadmap_item', 'assessment',
  'verdict', 'dissent', 'cell_vote', 'site_visit', 'dossier_check', 'title', 'title_event', 'evidence', 'evidence_use',
  'correction', 'certificate']) t;
-- A document is seen by those above its issuing unit and those above the unit it is about.
alter table official_document enable row level security;
create policy by_unit on official_document for all to vung_manh_app using (
  exists (
    select 1 from unit_closure c
    where c.descendant_id in (official_document.unit_id, official_document.about_unit_id)
      and c.ancestor_id = any ((select string_to_array(nullif(current_setting('app.units', true), ''), ',')::uuid[])::uuid[])
      and c.valid @> (select nullif(current_setting('app.today', true), '')::date)
  ));

grant select on rule_set, programme, programme_rule_set, stored_file to vung_manh_app;
grant insert, update on rule_set, programme to vung_manh_app;
grant insert, delete on programme_rule_set to vung_manh_app;
grant select, insert, update on target, dossier, roadmap_item, assessment, site_visit, title, evidence, evidence_use,
  official_document, document_counter, appraisal_team, appraisal_team_member to vung_manh_app;
grant select, insert on dossier_step, verdict, dissent, cell_vote, dossier_check, title_event, certificate, correction,
  stored_file to vung_manh_app;
