-- Who and where: units in time, people, positions, accounts' companions, the journal.
-- Identifiers are UUIDs made by the client or the server (v7); calendar days are Vietnam's.
create extension if not exists btree_gist;
create extension if not exists pg_trgm;

do $$ begin
  if not exists (select from pg_roles where rolname = 'vung_manh_app') then
    create role vung_manh_app nologin;
  end if;
  execute format('grant vung_manh_app to %I', current_user);
end $$;

-- ── Units ────────────────────────────────────────────────────────────────────────────────────────
create table unit_kind (
  code text primary key,
  level text not null check (level in ('province', 'district', 'commune', 'cell', 'group')),
  label_vi text not null,
  label_en text not null,
  committee_vi text not null,
  in_use daterange not null
);
insert into unit_kind (code, level, label_vi, label_en, committee_vi, in_use) values
  ('province', 'province', 'Tỉnh', 'Province', 'Tỉnh ủy', '[1930-01-01,)'),
  ('district', 'district', 'Huyện', 'District', 'Huyện ủy', '[1930-01-01,2025-07-01)'),
  ('city', 'district', 'Thành phố thuộc tỉnh', 'Provincial city', 'Thành ủy', '[1930-01-01,2025-07-01)'),
  ('town', 'district', 'Thị xã', 'Town', 'Thị ủy', '[1930-01-01,2025-07-01)'),
  ('commune', 'commune', 'Xã', 'Commune', 'Đảng ủy xã', '[1930-01-01,)'),
  ('ward', 'commune', 'Phường', 'Ward', 'Đảng ủy phường', '[1930-01-01,)'),
  ('township', 'commune', 'Thị trấn', 'Township', 'Đảng ủy thị trấn', '[1930-01-01,2025-07-01)'),
  ('hamlet_cell', 'cell', 'Chi bộ ấp', 'Hamlet cell', 'Chi bộ', '[1930-01-01,)'),
  ('neighbourhood_cell', 'cell', 'Chi bộ khu phố', 'Neighbourhood cell', 'Chi bộ', '[1930-01-01,)'),
  ('other_cell', 'cell', 'Chi bộ khác', 'Other cell', 'Chi bộ', '[1930-01-01,)'),
  ('group', 'group', 'Tổ nhân dân tự quản', 'Self-management group', 'Tổ', '[1930-01-01,)');

create table unit (
  id uuid primary key,
  slug text unique,
  external_code text,
  created_at timestamptz not null default now()
);

create table unit_version (
  id uuid primary key,
  unit_id uuid not null references unit,
  name text not null,
  name_folded text not null,
  kind text not null references unit_kind,
  parent_id uuid references unit,
  valid daterange not null check (not isempty(valid) and lower(valid) is not null),
  sort_order int not null default 0,
  decision_number text,
  decision_date date,
  decision_body text,
  exclude using gist (unit_id with =, valid with &&),
  check (parent_id is distinct from unit_id)
);
create index unit_version_parent on unit_version (parent_id);
create index unit_version_name on unit_version using gin (name_folded gin_trgm_ops);

-- One successor is `main`: facts of a unit that ended are attributed to it when the basis is "as now".
create table unit_lineage (
  id uuid primary key,
  from_unit_id uuid not null references unit,
  to_unit_id uuid not null references unit,
  kind text not null check (kind in ('merge', 'split', 'extract', 'move', 'rename', 'abolish', 'reopen')),
  effective_on date not null,
  main boolean not null default true,
  decision_number text,
  decision_date date,
  decision_body text,
  check (from_unit_id <> to_unit_id)
);
create unique index unit_lineage_main on unit_lineage (from_unit_id) where main and kind in ('merge', 'split', 'abolish');
create index unit_lineage_to on unit_lineage (to_unit_id);

-- Derived from versions and lineage: every unit with each of its ancestors (itself too, depth 0) and when.
-- `via = 'parent'` is the tree of each day; `via = 'lineage'` continues a unit that ended under its main successor.
-- As then on a day D: rows with via = 'parent' and valid @> D. As now: all rows with valid @> today.
create table unit_closure (
  ancestor_id uuid not null references unit,
  descendant_id uuid not null references unit,
  depth int not null,
  via text not null check (via in ('parent', 'lineage')),
  valid daterange not null
);
create index unit_closure_down on unit_closure (ancestor_id, descendant_id);
create index unit_closure_up on unit_closure (descendant_id, ancestor_id);

create function rebuild_unit_closure() returns void language sql as $$
  delete from unit_closure;
  with recursive up as (
    select unit_id as descendant_id, unit_id as ancestor_id, 0 as depth, valid from unit_version
    union all
    select up.descendant_id, v.parent_id, up.depth + 1, up.valid * v.valid
    from up join unit_version v on v.unit_id = up.ancestor_id and v.valid && up.valid
    where v.parent_id is not null and up.depth < 12
  )
  insert into unit_closure (ancestor_id, descendant_id, depth, via, valid)
  select ancestor_id, descendant_id, depth, 'parent', unnest(range_agg(valid))
  from up group by ancestor_id, descendant_id, depth;
  with recursive succession as (
    select from_unit_id as ended_id, to_unit_id as successor_id, effective_on
    from unit_lineage where main and kind in ('merge', 'split', 'abolish')
    union
    select s.ended_id, l.to_unit_id, l.effective_on
    from succession s join unit_lineage l on l.from_unit_id = s.successor_id
    where l.main and l.kind in ('merge', 'split', 'abolish')
  )
  insert into unit_closure (ancestor_id, descendant_id, depth, via, valid)
  select c.ancestor_id, s.ended_id, c.depth + 1, 'lineage', c.valid * daterange(s.effective_on, null)
  from succession s join unit_closure c on c.descendant_id = s.successor_id and c.via = 'parent'
  where c.valid && daterange(s.effective_on, null);
$$;

-- Who keeps the powers of a body that no longer exists.
create table authority_succession (
  id uuid primary key,
  from_unit_id uuid not null references unit,
  to_unit_id uuid not null references unit,
  powers text[] not null,
  valid daterange not null,
  decision_number text,
  decision_date date,
  decision_body text
);

-- Counts of a cell on a day; never names, never households one by one.
create table cell_profile (
  unit_id uuid not null references unit,
  id uuid not null,
  as_of date not null,
  members int not null check (members >= 0),
  probationary int check (probationary >= 0),
  exempt int check (exempt >= 0),
  households int check (households >= 0),
  poor_households int check (poor_households >= 0),
  near_poor_households int check (near_poor_households >= 0),
  primary key (unit_id, id)
);

-- A standing a place holds from a day: nông thôn mới, đô thị văn minh…
create table unit_standing (
  unit_id uuid not null references unit,
  id uuid not null,
  kind text not null check (kind in ('new_countryside', 'new_countryside_advanced', 'new_countryside_model', 'civilised_urban')),
  valid daterange not null check (lower(valid) is not null),
  decision_number text,
  decision_date date,
  decision_body text,
  primary key (unit_id, id),
  exclude using gist (unit_id with =, kind with =, valid with &&)
);

-- ── People, positions, accounts ─────────────────────────────────────────────────────────────────
create table person (
  id uuid primary key,
  name text not null,
  name_folded text not null,
  version int not null default 1,
  created_at timestamptz not null default now()
);

create table position (
  id uuid primary key,
  person_id uuid not null references person,
  unit_id uuid not null references unit,
  role text not null check (role in ('secretary', 'deputy_secretary', 'standing_member', 'committee_member',
    'organising_head', 'organising_officer', 'member', 'viewer', 'administrator')),
  title text not null,
  valid daterange not null check (lower(valid) is not null),
  decision_number text,
  decision_date date,
  decision_body text,
  version int not null default 1,
  exclude using gist (person_id with =, unit_id with =, role with =, valid with &&)
);
create index position_unit on position (unit_id);

-- The term of a committee: document numbers run within it.
create table committee_term (
  id uuid primary key,
  unit_id uuid not null references unit,
  label text not null,
  valid daterange not null check (lower(valid) is not null),
  exclude using gist (unit_id with =, valid with &&)
);

-- ── Journal, repeated requests, events ──────────────────────────────────────────────────────────
create table journal (
  id bigint generated always as identity primary key,
  at timestamptz not null default clock_timestamp(),
  person_id uuid,
  account_id text,
  address text,
  action text not null,
  object_type text not null,
  object_id text not null,
  unit_id uuid,
  before jsonb,
  after jsonb
);
create index journal_object on journal (object_type, object_id, id);
create index journal_unit on journal (unit_id, id);

create table answered_request (
  account_id text not null,
  key uuid not null,
  request_hash text not null,
  status int,
  answer jsonb,
  at timestamptz not null default now(),
  primary key (account_id, key)
);

create table outbox_event (
  id uuid primary key,
  type text not null,
  at timestamptz not null default now(),
  unit_id uuid not null references unit,
  data jsonb not null
);
create index outbox_event_at on outbox_event (at, id);

-- ── The second wall ─────────────────────────────────────────────────────────────────────────────
-- A row is visible to those whose position's unit is the row's unit or above it today.
-- `app.units` holds the units of the actor's positions, `app.today` the day by the application's clock; both are read
-- once per statement (sub-select), and live no longer than the transaction.
create function guard_by_unit(target regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format($policy$
    create policy by_unit on %s for all to vung_manh_app using (
      exists (
        select 1 from unit_closure c
        where c.descendant_id = %s.unit_id
          and c.ancestor_id = any ((select string_to_array(nullif(current_setting('app.units', true), ''), ',')::uuid[])::uuid[])
          and c.valid @> (select nullif(current_setting('app.today', true), '')::date)
      ))
  $policy$, target, target);
end $$;

select guard_by_unit('cell_profile');
alter table journal enable row level security;
create policy append on journal for insert to vung_manh_app with check (true);
create policy by_unit on journal for select to vung_manh_app using (
  exists (
    select 1 from unit_closure c
    where c.descendant_id = journal.unit_id
      and c.ancestor_id = any ((select string_to_array(nullif(current_setting('app.units', true), ''), ',')::uuid[])::uuid[])
      and c.valid @> (select nullif(current_setting('app.today', true), '')::date)
  ));
alter table answered_request enable row level security;
create policy own on answered_request for all to vung_manh_app
  using (account_id = (select current_setting('app.account_id', true)));

grant usage on schema public to vung_manh_app;
grant select on unit_kind, unit, unit_version, unit_lineage, unit_closure, authority_succession, unit_standing, person,
  position, committee_term to vung_manh_app;
grant insert, update on unit, unit_version, unit_standing, person, position, committee_term to vung_manh_app;
grant insert on unit_lineage, authority_succession to vung_manh_app;
grant insert, delete on unit_closure to vung_manh_app;
grant select, insert on cell_profile, journal, outbox_event to vung_manh_app;
grant select, insert, update on answered_request to vung_manh_app;
