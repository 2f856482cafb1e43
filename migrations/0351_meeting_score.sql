-- Scores of meetings: the cell's own, the officer's and the inspectors' beside one another, and the official level.

-- What a unit settles for its cells: the sheet, and what the sources leave open. The nearest above that has a word is followed.
create table meeting_score_settings (
  unit_id uuid primary key references unit,
  rule_set_code text,
  long_from int not null default 30 check (long_from in (30, 31)),
  between_thirty_and_half text check (between_thirty_and_half in ('short_30', 'half')),
  half_speakers text check (half_speakers in ('over_50', 'from_40')),
  thematic_points text check (thematic_points in ('drop', 'to_regular', 'scale')),
  year_rule text check (year_rule in ('share_good', 'lowest', 'mean_points')),
  version int not null default 1
);
alter table meeting_score_settings enable row level security;
create policy signed_in on meeting_score_settings for select to vung_manh_app
  using ((select nullif(current_setting('app.account_id', true), '')) is not null);
create policy own_insert on meeting_score_settings for insert to vung_manh_app with check (exists (
  select 1 from unit_closure c
  where c.descendant_id = meeting_score_settings.unit_id
    and c.ancestor_id = any ((select string_to_array(nullif(current_setting('app.units', true), ''), ',')::uuid[])::uuid[])
    and c.valid @> (select nullif(current_setting('app.today', true), '')::date)));
create policy own_update on meeting_score_settings for update to vung_manh_app using (exists (
  select 1 from unit_closure c
  where c.descendant_id = meeting_score_settings.unit_id
    and c.ancestor_id = any ((select string_to_array(nullif(current_setting('app.units', true), ''), ',')::uuid[])::uuid[])
    and c.valid @> (select nullif(current_setting('app.today', true), '')::date)));
grant select, insert, update on meeting_score_settings to vung_manh_app;

-- One score of one meeting by one who judged; said again, the later one stands. `facts`, `filled`: what the record answered.
create table meeting_score (
  unit_id uuid not null,
  id uuid not null,
  meeting_id uuid not null,
  source text not null check (source in ('cell', 'officer', 'inspection')),
  rule_set_id uuid not null references rule_set,
  verdicts jsonb not null,
  filled jsonb not null,
  facts jsonb not null,
  points numeric(6,2) not null,
  of_points numeric(6,2) not null,
  level text,
  -- Of the cell's own list, which the cell alone can read.
  scorer_id uuid,
  agreed_level text,
  votes_for int,
  votes_against int,
  votes_abstained int,
  weaknesses text not null default '',
  remedies text not null default '',
  person_id uuid references person,
  scored_on date not null,
  content_hash text not null,
  seq bigint not null,
  primary key (unit_id, id),
  foreign key (unit_id, meeting_id) references meeting (unit_id, id)
);
create index meeting_score_of_meeting on meeting_score (unit_id, meeting_id, seq);

-- What the committee above decided and opened again; only ever appended.
create table meeting_level (
  unit_id uuid not null,
  id uuid not null,
  meeting_id uuid not null,
  step text not null check (step in ('decide', 'unlock')),
  level text,
  reason text not null default '',
  score_hash text,
  by_unit_id uuid not null references unit,
  person_id uuid not null references person,
  on_day date not null,
  seq bigint not null,
  primary key (unit_id, id),
  foreign key (unit_id, meeting_id) references meeting (unit_id, id),
  check ((step = 'decide') = (level is not null))
);
create index meeting_level_of_meeting on meeting_level (unit_id, meeting_id, seq);

select guard_by_unit(t::regclass) from unnest(array['meeting_score', 'meeting_level']) t;
-- Whoever is assigned to a cell reads its meetings and scores them.
create policy followed on meeting for select to vung_manh_app using (
  unit_id = any ((select string_to_array(nullif(current_setting('app.followed', true), ''), ',')::uuid[])::uuid[]));
create policy followed on meeting_score for all to vung_manh_app using (
  unit_id = any ((select string_to_array(nullif(current_setting('app.followed', true), ''), ',')::uuid[])::uuid[]));
create policy followed on meeting_level for select to vung_manh_app using (
  unit_id = any ((select string_to_array(nullif(current_setting('app.followed', true), ''), ',')::uuid[])::uuid[]));
grant select, insert on meeting_score, meeting_level to vung_manh_app;

-- Derived from the scores and decisions of a meeting, for lists and months.
alter table meeting add column self_points numeric(6,2), add column self_level text, add column official_level text;

-- Levels counted: `scored` meetings with a level of their own, those of them that call themselves good, and the official ones.
alter table meeting_month add column scored int not null default 0, add column self_good int not null default 0,
  add column good int not null default 0, add column fair int not null default 0,
  add column average int not null default 0, add column poor int not null default 0;
alter table meeting_month_over add column scored int not null default 0, add column self_good int not null default 0,
  add column good int not null default 0, add column fair int not null default 0,
  add column average int not null default 0, add column poor int not null default 0;

create or replace function meeting_months_of(cells uuid[], of_month date) returns setof meeting_month
language sql stable security definer set search_path = public, pg_temp as $$
  select m.unit_id, m.period, v.parent_id, count(*)::int,
    count(*) filter (where m.kind in ('regular', 'combined'))::int,
    count(*) filter (where m.kind in ('thematic', 'combined'))::int,
    count(*) filter (where m.state = 'closed')::int,
    count(*) filter (where m.kind in ('regular', 'combined') and in_meeting_window(m.unit_id, 'cell', m.held_on))::int,
    coalesce(sum(m.minutes), 0)::int, sum(m.invited)::int, sum(m.present)::int, sum(m.excused)::int, sum(m.absent)::int,
    sum(m.spoke)::int, count(m.self_level)::int, count(*) filter (where m.self_level = 'tot')::int,
    count(*) filter (where m.official_level = 'tot')::int, count(*) filter (where m.official_level = 'kha')::int,
    count(*) filter (where m.official_level = 'trung-binh')::int, count(*) filter (where m.official_level = 'kem')::int
  from meeting m join unit_version v on v.unit_id = m.unit_id and v.valid @> m.held_on
  where (cells is null or m.unit_id = any(cells)) and (of_month is null or m.period = of_month)
    and m.held_on is not null and v.parent_id is not null and m.kind in ('regular', 'thematic', 'combined')
  group by m.unit_id, m.period, v.parent_id
$$;

create or replace function meeting_months_over(of_units uuid[], of_month date) returns setof meeting_month_over
language sql stable security definer set search_path = public, pg_temp as $$
  select over_id, month, count(distinct unit_id)::int, sum(meetings)::int, sum(regular)::int, sum(thematic)::int,
    sum(closed)::int, sum(in_window)::int, sum(minutes)::int, sum(invited)::int, sum(present)::int, sum(excused)::int,
    sum(absent)::int, sum(spoke)::int, sum(scored)::int, sum(self_good)::int, sum(good)::int, sum(fair)::int,
    sum(average)::int, sum(poor)::int
  from meeting_month
  where (of_units is null or over_id = any(of_units)) and (of_month is null or month = of_month)
  group by over_id, month
$$;

create or replace function roll_up_month(of_cell uuid, of_month date) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  touched uuid[];
begin
  with gone as (delete from meeting_month where unit_id = of_cell and month = of_month returning over_id)
  select array_agg(over_id) into touched from gone;
  with made as (insert into meeting_month select * from meeting_months_of(array[of_cell], of_month) returning over_id)
  select array(select distinct u from unnest(touched || array(select over_id from made)) u order by u) into touched;
  insert into meeting_month_over (unit_id, month) select u, of_month from unnest(touched) u on conflict do nothing;
  perform from meeting_month_over where unit_id = any(touched) and month = of_month order by unit_id for update;
  update meeting_month_over o
  set (cells, meetings, regular, thematic, closed, in_window, minutes, invited, present, excused, absent, spoke, scored,
    self_good, good, fair, average, poor) = (
    select coalesce(sum(s.cells), 0), coalesce(sum(s.meetings), 0), coalesce(sum(s.regular), 0), coalesce(sum(s.thematic), 0),
      coalesce(sum(s.closed), 0), coalesce(sum(s.in_window), 0), coalesce(sum(s.minutes), 0), coalesce(sum(s.invited), 0),
      coalesce(sum(s.present), 0), coalesce(sum(s.excused), 0), coalesce(sum(s.absent), 0), coalesce(sum(s.spoke), 0),
      coalesce(sum(s.scored), 0), coalesce(sum(s.self_good), 0), coalesce(sum(s.good), 0), coalesce(sum(s.fair), 0),
      coalesce(sum(s.average), 0), coalesce(sum(s.poor), 0)
    from meeting_months_over(array[o.unit_id], o.month) s)
  where o.unit_id = any(touched) and o.month = of_month;
end $$;

-- Neither a score nor a decision is ever changed: the hash of each goes into the journal's chain.
create trigger locked after insert on meeting_score referencing new table as made
  for each statement execute function lock_inserted();
create trigger locked after insert on meeting_level referencing new table as made
  for each statement execute function lock_inserted();
