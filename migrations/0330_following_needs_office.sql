-- Nobody follows a unit from no office: an assignment shows its unit only while its holder holds a position, as delegations do.
create or replace function followed_units(who uuid, day date) returns setof uuid
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return query select distinct a.unit_id from assignment a where a.person_id = who and a.valid @> day
    and exists (select 1 from position p where p.person_id = who and p.valid @> day);
end $$;
