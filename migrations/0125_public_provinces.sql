-- The names of provinces, which a page says before anybody has signed in.
create function public_provinces(day date) returns table (name text)
language sql stable security definer set search_path = public, pg_temp as $$
  select v.name from unit_version v where v.kind = 'province' and v.valid @> day order by v.name
$$;
revoke all on function public_provinces(date) from public;
grant execute on function public_provinces(date) to vung_manh_app;
