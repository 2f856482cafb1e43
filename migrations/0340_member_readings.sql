-- In a cell's own list people are known by the line they stand on: reading that line is told to the person on it, too.
create or replace function own_readings(earlier_than bigint, most int)
returns table (id bigint, at timestamptz, reader text, endpoint text, columns jsonb)
language sql stable security definer set search_path = public, pg_temp as $$
  select j.id, j.at, p.name, j.after ->> 'endpoint', j.after -> 'columns'
  from journal j left join person p on p.id = j.person_id
  where j.action = 'personal_data.read'
    and j.after -> 'persons' ?| (select own_ids() || array(select m.id::text from cell_member m where m.person_id::text = any (own_ids())))
    and not coalesce(j.person_id::text = any (own_ids()), false) and (earlier_than is null or j.id < earlier_than)
  order by j.id desc limit most
$$;
create index cell_member_person on cell_member (person_id);
