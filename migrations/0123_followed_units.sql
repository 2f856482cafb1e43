-- Which cells somebody is assigned to follow, for the moment before it is known what they may see.
create function followed_units(who uuid, day date) returns setof uuid
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return query select distinct a.unit_id from assignment a where a.person_id = who and a.valid @> day;
end $$;
revoke all on function followed_units(uuid, date) from public;
grant execute on function followed_units(uuid, date) to vung_manh_app;
