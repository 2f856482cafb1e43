-- Whom the commune's inspection team visits in a month, by risk and by lot, and what became of it. Only added to.

create table inspection_plan (
  unit_id uuid not null references unit,
  id uuid not null,
  month date not null check (extract(day from month) = 1),
  wanted int not null check (wanted > 0),
  needed int not null check (needed > 0),
  -- The seal of the journal that the lots come from, and its hash: known to all, chosen by nobody.
  seal_number int not null,
  seed text not null,
  made_by uuid references person,
  made_at timestamptz not null default clock_timestamp(),
  primary key (unit_id, id),
  unique (unit_id, month)
);

-- Every cell that was there to be chosen, with its lot and its risk: who was not chosen can see why.
create table inspection_line (
  unit_id uuid not null references unit,
  commune_id uuid not null,
  plan_id uuid not null,
  month date not null,
  chosen text check (chosen in ('risk', 'lot')),
  lot text not null,
  risk jsonb not null,
  visited_this_year boolean not null,
  primary key (unit_id, plan_id),
  foreign key (commune_id, plan_id) references inspection_plan (unit_id, id)
);
create index inspection_line_commune on inspection_line (commune_id, month);
create index inspection_line_month on inspection_line (unit_id, month);

create table inspection_visit (
  unit_id uuid not null references unit,
  id uuid not null,
  month date not null check (extract(day from month) = 1),
  outcome text not null check (outcome in ('visited', 'missed')),
  held_on date,
  reason text,
  recorded_by uuid references person,
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (unit_id, id),
  check ((outcome = 'visited') = (held_on is not null)),
  check (outcome = 'visited' or reason is not null)
);
create unique index inspection_visit_once on inspection_visit (unit_id, held_on);
create index inspection_visit_month on inspection_visit (unit_id, month);

select guard_by_unit(t::regclass) from unnest(array['inspection_plan', 'inspection_line', 'inspection_visit']) t;
grant select, insert on inspection_plan, inspection_line, inspection_visit to vung_manh_app;

-- The seal that the lots of a month come from: the last one before the month began, which the printed anchor of that day
-- shows; where the journal is younger than that, its first.
create function lot_seal(of_month date) returns table (number int, seed text)
language sql stable security definer set search_path = public, pg_temp as $$
  (select s.number, encode(s.chain_hash, 'hex') from journal_seal s
   where s.sealed_at < of_month::timestamp at time zone 'Asia/Ho_Chi_Minh' order by s.number desc limit 1)
  union all
  (select s.number, encode(s.chain_hash, 'hex') from journal_seal s order by s.number limit 1)
  limit 1
$$;
revoke execute on function lot_seal(date) from public;
grant execute on function lot_seal(date) to vung_manh_app;
