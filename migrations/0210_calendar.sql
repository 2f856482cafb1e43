-- Who follows what, and when bodies meet.

-- Somebody, or a post where no person is needed, is assigned by a body above to follow a unit. Keyed by the unit followed,
-- so that it, those above it and whoever assigned see it; any level may assign (Quy định 01-QĐ/HU, Châu Thành, as told on
-- 25 May 2022: province to commune, district to hamlet, commune to group).
create table assignment (
  unit_id uuid not null references unit,
  id uuid not null,
  by_unit_id uuid not null references unit,
  person_id uuid references person,
  officer_title text not null,
  kind text not null check (kind in ('follow', 'substitute')),
  stands_in_for uuid,
  valid daterange not null check (not isempty(valid) and lower(valid) is not null),
  ended_reason text,
  decision_number text,
  decision_date date,
  decision_body text,
  version int not null default 1,
  primary key (unit_id, id),
  foreign key (unit_id, stands_in_for) references assignment (unit_id, id),
  check ((kind = 'substitute') = (stands_in_for is not null)),
  -- Nobody follows the same unit twice at a time; posts without a person may be several.
  constraint assignment_once exclude using gist (unit_id with =, person_id with =, kind with =, valid with &&)
);
create index assignment_person on assignment (person_id);
create index assignment_assigner on assignment (by_unit_id);
select guard_by_unit('assignment');

-- Units that one member of the standing committee looks after together (cụm).
create table cluster (
  unit_id uuid not null references unit,
  id uuid not null,
  name text not null,
  head_id uuid references person,
  head_title text not null,
  valid daterange not null check (not isempty(valid) and lower(valid) is not null),
  decision_number text,
  decision_date date,
  decision_body text,
  version int not null default 1,
  primary key (unit_id, id)
);
create index cluster_head on cluster (head_id);
create table cluster_unit (
  unit_id uuid not null,
  cluster_id uuid not null,
  target_id uuid not null references unit,
  primary key (unit_id, cluster_id, target_id),
  foreign key (unit_id, cluster_id) references cluster (unit_id, id)
);
create index cluster_unit_target on cluster_unit (target_id);
select guard_by_unit('cluster');
select guard_by_unit('cluster_unit');

-- Between which days of a month bodies of a kind meet, set by a unit for all below it; the nearest above wins.
create table meeting_window (
  unit_id uuid not null references unit,
  id uuid not null,
  kind text not null check (kind in ('committee', 'cell', 'group')),
  first_day int not null check (first_day between 1 and 31),
  last_day int not null check (last_day between 1 and 31),
  -- Other meetings are held back during these days.
  freeze_others boolean not null default false,
  valid daterange not null check (not isempty(valid) and lower(valid) is not null),
  source_note text not null default '',
  decision_number text,
  decision_date date,
  decision_body text,
  version int not null default 1,
  primary key (unit_id, id),
  check (first_day <= last_day),
  constraint meeting_window_once exclude using gist (unit_id with =, kind with =, valid with &&)
);
-- Set above, read by everybody below: no person is in it.
alter table meeting_window enable row level security;
create policy signed_in on meeting_window for select to vung_manh_app
  using ((select nullif(current_setting('app.account_id', true), '')) is not null);
create policy own_insert on meeting_window for insert to vung_manh_app with check (exists (
  select 1 from unit_closure c
  where c.descendant_id = meeting_window.unit_id
    and c.ancestor_id = any ((select string_to_array(nullif(current_setting('app.units', true), ''), ',')::uuid[])::uuid[])
    and c.valid @> (select nullif(current_setting('app.today', true), '')::date)));
create policy own_update on meeting_window for update to vung_manh_app using (exists (
  select 1 from unit_closure c
  where c.descendant_id = meeting_window.unit_id
    and c.ancestor_id = any ((select string_to_array(nullif(current_setting('app.units', true), ''), ',')::uuid[])::uuid[])
    and c.valid @> (select nullif(current_setting('app.today', true), '')::date)));

-- What a body repeats: on which day of the month, at what hour, where; `fixed`: the body always meets then.
create table meeting_series (
  unit_id uuid not null references unit,
  id uuid not null,
  kind text not null check (kind in ('regular', 'thematic', 'committee', 'group')),
  day_of_month int not null check (day_of_month between 1 and 31),
  time_of_day time not null,
  minutes int not null check (minutes between 15 and 720),
  place text not null,
  months int[] not null check (cardinality(months) between 1 and 12),
  fixed boolean not null default false,
  valid daterange not null check (not isempty(valid) and lower(valid) is not null),
  version int not null default 1,
  primary key (unit_id, id),
  constraint meeting_series_once exclude using gist (unit_id with =, kind with =, valid with &&)
);
select guard_by_unit('meeting_series');

-- One meeting of a body. `period` is the month it belongs to, also when it is held later to catch up. The id of a monthly
-- meeting follows from unit, kind and month, so that phones without a network open the same one.
create table occurrence (
  unit_id uuid not null references unit,
  id uuid not null,
  kind text not null check (kind in ('regular', 'thematic', 'combined', 'committee', 'group')),
  period date not null check (extract(day from period) = 1),
  starts_at timestamptz not null,
  minutes int not null check (minutes between 15 and 720),
  place text not null,
  theme text not null default '',
  state text not null default 'planned' check (state in ('planned', 'held', 'cancelled')),
  series_id uuid,
  -- Why it is outside the window or inside somebody else's; warned of, never forbidden.
  window_reason text not null default '',
  version int not null default 1,
  primary key (unit_id, id),
  foreign key (unit_id, series_id) references meeting_series (unit_id, id)
);
create unique index occurrence_monthly on occurrence (unit_id, period)
  where kind in ('regular', 'combined') and state <> 'cancelled';
create index occurrence_period on occurrence (period, unit_id);
create index occurrence_day on occurrence (starts_at);
select guard_by_unit('occurrence');

-- Each change of day, with its reason: appended, never edited.
create table postponement (
  unit_id uuid not null,
  id uuid not null,
  occurrence_id uuid not null,
  kind text not null check (kind in ('moved', 'cancelled', 'restored')),
  from_starts_at timestamptz not null,
  to_starts_at timestamptz,
  reason text not null check (reason <> ''),
  person_id uuid not null references person,
  at timestamptz not null default now(),
  primary key (unit_id, id),
  foreign key (unit_id, occurrence_id) references occurrence (unit_id, id),
  check ((kind = 'cancelled') = (to_starts_at is null))
);
create index postponement_occurrence on postponement (unit_id, occurrence_id);
select guard_by_unit('postponement');

-- The secret address under which a person's own calendar is fetched by a phone; only its hash is kept.
create table calendar_feed (
  id uuid primary key,
  person_id uuid not null references person,
  account_id text not null,
  secret_hash text not null unique,
  made_at timestamptz not null default now(),
  withdrawn_at timestamptz
);
create unique index calendar_feed_one on calendar_feed (account_id) where withdrawn_at is null;
alter table calendar_feed enable row level security;
create policy own on calendar_feed for all to vung_manh_app
  using (account_id = (select nullif(current_setting('app.account_id', true), '')));

-- Days and hours proposed for the meetings of a month, looked through and accepted by a person.
create table schedule_proposal (
  unit_id uuid not null references unit,
  id uuid not null,
  period date not null check (extract(day from period) = 1),
  state text not null check (state in ('working', 'proposed', 'failed', 'cancelled', 'accepted')),
  request jsonb not null,
  answer jsonb,
  asked_by uuid not null references person,
  asked_at timestamptz not null default now(),
  settled_by uuid references person,
  settled_at timestamptz,
  version int not null default 1,
  primary key (unit_id, id)
);
create unique index schedule_proposal_one on schedule_proposal (unit_id, period) where state = 'working';
select guard_by_unit('schedule_proposal');

grant select, insert, update on assignment, cluster, meeting_window, meeting_series, occurrence, calendar_feed,
  schedule_proposal to vung_manh_app;
grant select, insert, delete on cluster_unit to vung_manh_app;
grant select, insert on postponement to vung_manh_app;
