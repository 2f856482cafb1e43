-- Nothing is seen without somebody signed in, not even names of places and criteria. What whoever holds a certificate may
-- know comes from two narrow functions. Settings are read once per statement.
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

-- A cell and what is above it on a day, from below, each with the powers of the body that granted a title which a decision
-- gave it, and since when.
create function unit_keepers(cell uuid, granted_by uuid, day date)
returns table (unit_id uuid, name text, label jsonb, level text, committee text, heirs jsonb) language sql stable as $$
  select v.unit_id, v.name, jsonb_build_object('vi', k.label_vi, 'en', k.label_en), k.level, k.committee_vi,
    coalesce((select jsonb_agg(jsonb_build_object('powers', s.powers, 'since', lower(s.valid)) order by lower(s.valid))
      from authority_succession s
      where s.from_unit_id = granted_by and s.to_unit_id = v.unit_id and s.valid @> day), '[]')
  from unit_closure c
  join unit_version v on v.unit_id = c.ancestor_id and v.valid @> day
  join unit_kind k on k.code = v.kind
  where c.descendant_id = cell and c.via = 'parent' and c.valid @> day
  order by c.depth
$$;
create function public_certificate_keepers(wanted uuid, day date)
returns table (unit_id uuid, name text, label jsonb, level text, committee text, heirs jsonb)
language sql stable security definer set search_path = public, pg_temp as $$
  select k.* from certificate c
  join title t on t.unit_id = c.unit_id and t.id = c.title_id
  cross join lateral unit_keepers(t.unit_id, t.granted_by, day) k
  where c.id = wanted
$$;

drop function public_certificate(uuid);
create function public_certificate(wanted uuid)
returns table (
  payload jsonb, key_id text, programme text, settings jsonb, chain jsonb, granted_by uuid, granted_body text,
  decision_number text, decision_date date, recognised_on date, expires_on date, state text, state_since date,
  corrected boolean
) language sql stable security definer set search_path = public, pg_temp as $$
  select c.payload, c.key_id, p.name, p.settings, p.chain, t.granted_by, t.granted_body,
    t.decision_number, t.decision_date, t.recognised_on, t.expires_on, t.state,
    coalesce((select e.on_date from title_event e
      where e.unit_id = t.unit_id and e.title_id = t.id and e.to_state = t.state and e.from_state is distinct from e.to_state
      order by e.on_date desc, e.at desc limit 1), t.recognised_on),
    exists (select 1 from correction k where k.unit_id = t.unit_id and k.object_type = 'title' and k.object_id = t.id)
  from certificate c
  join title t on t.unit_id = c.unit_id and t.id = c.title_id
  join programme p on p.id = t.programme_id
  where c.id = wanted
$$;

-- The access key with this hash, for the one moment before it is known who calls.
create function find_access_key(wanted text, at timestamptz)
returns table (id uuid, name text, unit_id uuid, permissions text[])
language sql stable security definer set search_path = public, pg_temp as $$
  select t.id, t.name, t.unit_id, t.permissions from api_token t
  where t.hash = wanted and t.withdrawn_at is null and (t.expires_at is null or t.expires_at > at)
$$;
revoke all on function public_certificate(uuid), public_certificate_keepers(uuid, date), find_access_key(text, timestamptz)
  from public;
grant execute on function public_certificate(uuid), public_certificate_keepers(uuid, date),
  find_access_key(text, timestamptz) to vung_manh_app;

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
