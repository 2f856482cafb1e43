-- Whose calendar a secret address opens, for the one moment before it is known who asks.
create function find_calendar_feed(wanted text) returns table (person_id uuid, account_id text)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return query select f.person_id, f.account_id from calendar_feed f
    where f.secret_hash = wanted and f.withdrawn_at is null
      and exists (select 1 from auth."user" u where u.id = f.account_id and not coalesce(u.withdrawn, false));
end $$;
revoke all on function find_calendar_feed(text) from public;
grant execute on function find_calendar_feed(text) to vung_manh_app;
