-- Nothing is seen without somebody signed in, not even names of places and criteria. What whoever holds a certificate may
-- know comes from a narrow function and a narrow role. Settings are read once per statement.
select guard_by_sign_in(t::regclass) from unnest(array['unit', 'unit_version', 'unit_kind', 'unit_lineage', 'unit_closure',
  'unit_outline', 'unit_standing', 'authority_succession', 'committee_term', 'rule_set', 'programme', 'programme_rule_set',
  'stored_file']) t;

drop policy append on outbox_event;
create policy append on outbox_event for insert to vung_manh_app
  with check ((select nullif(current_setting('app.account_id', true), '')) is not null);
drop policy own on answered_request;
create policy own on answered_request for all to vung_manh_app
  using (account_id = (select nullif(current_setting('app.account_id', true), '')));
drop policy own on upload;
create policy own on upload as restrictive for all to vung_manh_app
  using (account_id = (select nullif(current_setting('app.account_id', true), '')));

-- Which body keeps a title today is published by decisions and said to whoever holds the certificate. It is worked out
-- through a role that reads places, what became of them and programmes, and nothing about any person, cell or dossier.
do $$ begin
  if not exists (select from pg_roles where rolname = 'vung_manh_public') then
    create role vung_manh_public nologin;
  end if;
  execute format('grant vung_manh_public to %I', current_user);
end $$;
grant usage on schema public to vung_manh_public;
do $$
declare published text;
begin
  foreach published in array array['unit', 'unit_version', 'unit_kind', 'unit_closure', 'unit_lineage',
    'authority_succession', 'programme', 'programme_rule_set', 'rule_set'] loop
    execute format('grant select on %I to vung_manh_public', published);
    execute format('create policy published on %I for select to vung_manh_public using (true)', published);
  end loop;
end $$;

-- The access key with this hash, for the one moment before it is known who calls.
create function find_access_key(wanted text, at timestamptz)
returns table (id uuid, name text, unit_id uuid, permissions text[])
language sql stable security definer set search_path = public, pg_temp as $$
  select t.id, t.name, t.unit_id, t.permissions from api_token t
  where t.hash = wanted and t.withdrawn_at is null and (t.expires_at is null or t.expires_at > at)
$$;
revoke all on function find_access_key(text, timestamptz) from public;
grant execute on function find_access_key(text, timestamptz) to vung_manh_app;

-- Figures of a unit follow from unit, day and basis, never from who asks: cells that have since moved elsewhere still belong
-- to the report of their day. They are counted through a role of their own, which reads what is counted and nothing else:
-- no person, no document, no evidence, no journal; and which writes nothing.
do $$ begin
  if not exists (select from pg_roles where rolname = 'vung_manh_figures') then
    create role vung_manh_figures nologin;
  end if;
  execute format('grant vung_manh_figures to %I', current_user);
end $$;
grant usage on schema public to vung_manh_figures;
do $$
declare counted text;
begin
  foreach counted in array array['unit', 'unit_version', 'unit_kind', 'unit_closure', 'unit_lineage', 'unit_outline',
    'unit_standing', 'cell_profile', 'target', 'title', 'title_event', 'dossier', 'dossier_step', 'programme',
    'programme_rule_set', 'rule_set'] loop
    execute format('grant select on %I to vung_manh_figures', counted);
    execute format('create policy counted on %I for select to vung_manh_figures
      using ((select nullif(current_setting(''app.account_id'', true), '''')) is not null)', counted);
  end loop;
end $$;
