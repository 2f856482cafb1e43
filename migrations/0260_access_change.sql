-- Who may do what is remembered by the processes between two requests. Each change of what it follows from is told to all
-- of them at commit (`access_changed`), and to the transaction that made it (`app.access_changed`).
create function announce_access_change() returns trigger language plpgsql as $$
begin
  perform pg_notify('access_changed', '');
  perform set_config('app.access_changed', 'yes', true);
  return null;
end $$;

create function watch_access(target regclass) returns void language plpgsql as $$
begin
  execute format('create trigger access_changed after insert or update or delete on %s for each statement execute function announce_access_change()', target);
end $$;
select watch_access(t::regclass) from unnest(array['position', 'appraisal_team', 'appraisal_team_member', 'unit_version', 'unit_kind', 'unit_lineage', 'person']) t;
