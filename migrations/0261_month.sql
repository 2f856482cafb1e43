-- The month of a cell and of the unit it was under, from its meetings: read by lists and figures instead of the facts.
-- Made anew by `roll_up_month` in the transaction that changes a meeting, so it is always what a recomputation gives.

-- One row for each unit that the cell was under on the days it met in the month: usually one.
create table meeting_month (
  unit_id uuid not null references unit,
  month date not null check (extract(day from month) = 1),
  over_id uuid not null references unit,
  meetings int not null,
  regular int not null,
  thematic int not null,
  closed int not null,
  in_window int not null,
  minutes int not null,
  invited int not null,
  present int not null,
  excused int not null,
  absent int not null,
  spoke int not null,
  primary key (unit_id, month, over_id)
);
create index meeting_month_over_unit on meeting_month (over_id, month);

-- The same, summed over the cells that were under a unit on the days they met; `cells`: how many of them met.
create table meeting_month_over (
  unit_id uuid not null references unit,
  month date not null,
  cells int not null default 0,
  meetings int not null default 0,
  regular int not null default 0,
  thematic int not null default 0,
  closed int not null default 0,
  in_window int not null default 0,
  minutes int not null default 0,
  invited int not null default 0,
  present int not null default 0,
  excused int not null default 0,
  absent int not null default 0,
  spoke int not null default 0,
  primary key (unit_id, month)
);

-- Is a day inside the window that the nearest unit above sets for bodies of a kind on that day? Null where none does.
create function in_meeting_window(of_unit uuid, of_kind text, on_day date) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select extract(day from on_day) between w.first_day and w.last_day
  from unit_closure c join meeting_window w on w.unit_id = c.ancestor_id and w.kind = of_kind and w.valid @> on_day
  where c.descendant_id = of_unit and c.via = 'parent' and c.valid @> on_day
  order by c.depth limit 1
$$;

-- What the meetings of cells say for a month, one row for each unit a cell was under: the one definition of a month's row,
-- used to write it and to check it. A meeting counts once it was held.
create function meeting_months_of(cells uuid[], of_month date) returns setof meeting_month
language sql stable security definer set search_path = public, pg_temp as $$
  select m.unit_id, m.period, v.parent_id, count(*)::int,
    count(*) filter (where m.kind in ('regular', 'combined'))::int,
    count(*) filter (where m.kind in ('thematic', 'combined'))::int,
    count(*) filter (where m.state = 'closed')::int,
    count(*) filter (where m.kind in ('regular', 'combined') and in_meeting_window(m.unit_id, 'cell', m.held_on))::int,
    coalesce(sum(m.minutes), 0)::int, sum(m.invited)::int, sum(m.present)::int, sum(m.excused)::int, sum(m.absent)::int,
    sum(m.spoke)::int
  from meeting m join unit_version v on v.unit_id = m.unit_id and v.valid @> m.held_on
  where (cells is null or m.unit_id = any(cells)) and (of_month is null or m.period = of_month)
    and m.held_on is not null and v.parent_id is not null and m.kind in ('regular', 'thematic', 'combined')
  group by m.unit_id, m.period, v.parent_id
$$;

create function meeting_months_over(of_units uuid[], of_month date) returns setof meeting_month_over
language sql stable security definer set search_path = public, pg_temp as $$
  select over_id, month, count(distinct unit_id)::int, sum(meetings)::int, sum(regular)::int, sum(thematic)::int,
    sum(closed)::int, sum(in_window)::int, sum(minutes)::int, sum(invited)::int, sum(present)::int, sum(excused)::int,
    sum(absent)::int, sum(spoke)::int
  from meeting_month
  where (of_units is null or over_id = any(of_units)) and (of_month is null or month = of_month)
  group by over_id, month
$$;

-- Writers of cells under one unit take its row one after another; each sums what those before it have committed.
create function roll_up_month(of_cell uuid, of_month date) returns void
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
  set (cells, meetings, regular, thematic, closed, in_window, minutes, invited, present, excused, absent, spoke) = (
    select coalesce(sum(s.cells), 0), coalesce(sum(s.meetings), 0), coalesce(sum(s.regular), 0), coalesce(sum(s.thematic), 0),
      coalesce(sum(s.closed), 0), coalesce(sum(s.in_window), 0), coalesce(sum(s.minutes), 0), coalesce(sum(s.invited), 0),
      coalesce(sum(s.present), 0), coalesce(sum(s.excused), 0), coalesce(sum(s.absent), 0), coalesce(sum(s.spoke), 0)
    from meeting_months_over(array[o.unit_id], o.month) s)
  where o.unit_id = any(touched) and o.month = of_month;
end $$;

-- After units changed their place for days on which cells have met: months that lie under another unit now.
create function settle_months() returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  moved record;
  settled int := 0;
begin
  for moved in
    select distinct m.unit_id, m.period from meeting m join unit_version v on v.unit_id = m.unit_id and v.valid @> m.held_on
    where m.kind in ('regular', 'thematic', 'combined') and v.parent_id is not null and not exists (
      select from meeting_month r where r.unit_id = m.unit_id and r.month = m.period and r.over_id = v.parent_id)
  loop
    perform roll_up_month(moved.unit_id, moved.period);
    settled := settled + 1;
  end loop;
  return settled;
end $$;

select guard_by_unit('meeting_month');
select guard_by_unit('meeting_month_over');
-- Written by the functions alone: the application's role cannot write a figure.
grant select on meeting_month, meeting_month_over to vung_manh_app;
revoke execute on function settle_months(), meeting_months_of(uuid[], date), meeting_months_over(uuid[], date) from public;
