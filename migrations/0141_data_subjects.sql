-- What people may ask about their own data, what goes wrong with it, and what goes after its time.

-- What the register keeps about whoever is signed in, and about nobody else: the account in force says whose rows these are.
-- Rows are found by what points at a person or an account, so a table that comes later is walked on the day it appears.
create function person_columns(spot regclass) returns table (name text) language sql stable as $$
  select a.attname::text from pg_attribute a
  where a.attrelid = spot and a.attnum > 0 and not a.attisdropped and (
    a.attname in ('person_id', 'account_id', 'personId', 'userId')
    or (spot::text in ('person', 'auth."user"') and a.attname = 'id')
    or exists (select 1 from pg_constraint f join pg_class target on target.oid = f.confrelid
      where f.contype = 'f' and f.conrelid = spot and f.conkey = array[a.attnum] and target.relname in ('person', 'user')))
$$;
create function place_of(target text) returns regclass language sql stable as $$
  select to_regclass(case when target like 'auth.%' then format('auth.%I', substr(target, 6)) else format('public.%I', target) end)
$$;
create function own_ids() returns text[] language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  account text := nullif(current_setting('app.account_id', true), '');
  person text;
begin
  if account is null then return '{}'; end if;
  execute 'select "personId" from auth."user" where id = $1' into person using account;
  return array_remove(array[account, person], null);
end $$;
create function own_rows(target text, wanted text[], most int) returns table (total bigint, items jsonb)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  spot regclass := place_of(target);
  ids text[] := own_ids();
  pointing text[] := (select array_agg(name) from person_columns(spot));
begin
  if spot is null or pointing is null then
    return query select 0::bigint, '[]'::jsonb;
    return;
  end if;
  -- Whoever else is named in the same row stays unnamed.
  return query execute format($query$
    select (select count(*) from %1$s t where %2$s),
      coalesce((select jsonb_agg((
          select jsonb_object_agg(key, case when key = any ($3) and not (value #>> '{}') = any ($1) then 'null' else value end)
          from jsonb_each(to_jsonb(t)) where key = any ($2)))
        from (select * from %1$s t where %2$s order by t.ctid desc limit $4) t), '[]'::jsonb)
  $query$, spot, (select string_agg(format('t.%I::text = any ($1)', name), ' or ') from unnest(pointing) name))
  using ids, wanted, pointing, most;
end $$;
-- Who read about whoever is signed in.
create function own_readings(earlier_than bigint, most int)
returns table (id bigint, at timestamptz, reader text, endpoint text, columns jsonb)
language sql stable security definer set search_path = public, pg_temp as $$
  select j.id, j.at, p.name, j.after ->> 'endpoint', j.after -> 'columns'
  from journal j left join person p on p.id = j.person_id
  where j.action = 'personal_data.read' and j.after -> 'persons' ?| (select own_ids())
    and not coalesce(j.person_id::text = any (own_ids()), false) and (earlier_than is null or j.id < earlier_than)
  order by j.id desc limit most
$$;
create index journal_read_of on journal using gin ((after -> 'persons')) where action = 'personal_data.read';
create index journal_person on journal (person_id);

-- Durations that no document was found for: empty means no clock, or kept.
create table data_setting (
  code text primary key,
  days int check (days between 1 and 36500),
  basis text not null default '',
  set_by uuid references person,
  set_at timestamptz not null default now(),
  version int not null default 1
);
alter table data_setting enable row level security;
create policy signed_in on data_setting for all to vung_manh_app
  using ((select nullif(current_setting('app.account_id', true), '')) is not null);

create table data_request (
  unit_id uuid not null references unit,
  id uuid not null unique,
  kind text not null check (kind in ('access', 'correction', 'deletion', 'restriction', 'objection')),
  person_id uuid not null references person,
  -- Of the person asked about, so that they see what became of it.
  account_id text,
  content text not null,
  received_on date not null,
  -- Who wrote it down for them; empty: sent by themselves.
  received_by uuid references person,
  due_on date,
  state text not null default 'open' check (state in ('open', 'answered', 'refused')),
  answer text,
  closed_on date,
  closed_by uuid references person,
  version int not null default 1,
  primary key (unit_id, id),
  check ((state = 'open') = (answer is null)),
  check (closed_by is distinct from person_id or closed_by is null)
);
create index data_request_open on data_request (unit_id, received_on desc);
select guard_by_unit('data_request');
create policy own on data_request for select to vung_manh_app
  using (account_id = (select nullif(current_setting('app.account_id', true), '')));
create policy send on data_request for insert to vung_manh_app
  with check (account_id = (select nullif(current_setting('app.account_id', true), '')) and received_by is null);

create table data_breach (
  unit_id uuid not null references unit,
  id uuid not null unique,
  title text not null,
  discovered_at timestamptz not null,
  happened text not null,
  -- Lines of the register: the first column of each.
  data text[] not null,
  people int check (people >= 0),
  notified_at timestamptz check (notified_at >= discovered_at),
  notified_to text,
  closed_at timestamptz,
  recorded_by uuid not null references person,
  version int not null default 1,
  primary key (unit_id, id)
);
select guard_by_unit('data_breach');

create table data_step (
  unit_id uuid not null references unit,
  id uuid not null,
  request_id uuid references data_request (id),
  breach_id uuid references data_breach (id),
  at timestamptz not null,
  person_id uuid not null references person,
  note text not null,
  primary key (unit_id, id),
  check (num_nonnulls(request_id, breach_id) = 1)
);
create index data_step_of on data_step (coalesce(request_id, breach_id), at);
select guard_by_unit('data_step');

-- Something about a person must stay for now, whatever else would go.
create table data_hold (
  unit_id uuid not null references unit,
  id uuid not null,
  person_id uuid not null references person,
  reason text not null,
  placed_by uuid not null references person,
  placed_on date not null,
  lifted_on date,
  lifted_by uuid references person,
  version int not null default 1,
  primary key (unit_id, id)
);
create index data_hold_of on data_hold (person_id) where lifted_on is null;
select guard_by_unit('data_hold');

create table erasure (
  unit_id uuid not null references unit,
  id uuid not null unique,
  kind text not null check (kind in ('expired', 'person')),
  person_id uuid references person,
  reason text not null,
  preview jsonb not null,
  preview_hash text not null,
  state text not null default 'proposed' check (state in ('proposed', 'approved', 'done', 'withdrawn')),
  proposed_by uuid not null references person,
  proposed_at timestamptz not null,
  approved_by uuid references person,
  done_at timestamptz,
  result jsonb,
  version int not null default 1,
  primary key (unit_id, id),
  check ((kind = 'person') = (person_id is not null)),
  check (approved_by is distinct from proposed_by or approved_by is null),
  check (state in ('proposed', 'withdrawn') or approved_by is not null)
);
select guard_by_unit('erasure');

grant select on data_setting, data_request, data_breach, data_step, data_hold, erasure to vung_manh_app;
grant insert on data_setting, data_request, data_breach, data_step, data_hold, erasure to vung_manh_app;
grant update on data_setting, data_request, data_breach, data_hold, erasure to vung_manh_app;

-- How many rows point at a person, table by table: counts only.
create function rows_about(person uuid) returns table (place text, rows bigint)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  ids text[] := array[person::text];
  spot regclass;
begin
  execute 'select $1 || array(select id::text from auth."user" where "personId" = $2)' into ids using ids, person::text;
  for spot in select c.oid::regclass from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('public', 'auth') and c.relkind = 'r' and exists (select 1 from person_columns(c.oid::regclass))
    order by c.oid::regclass::text
  loop
    return query execute format('select %L::text, count(*) from %s t where %s having count(*) > 0', replace(spot::text, '"', ''), spot,
      (select string_agg(format('t.%I::text = any ($1)', name), ' or ') from person_columns(spot))) using ids;
  end loop;
end $$;

-- What has outlived its time, kind by kind.
create function expired_rows(kind text, before timestamptz) returns bigint
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare found bigint;
begin
  case kind
    when 'answered_request' then select count(*) into found from answered_request where at < before;
    when 'upload' then select count(*) into found from upload where expires_at < before;
    when 'outbox_event' then select count(*) into found from outbox_event where at < before;
    when 'session' then execute 'select count(*) from auth.session where "expiresAt" < $1' into found using before;
    when 'verification' then execute 'select count(*) from auth.verification where "expiresAt" < $1' into found using before;
  end case;
  return found;
end $$;

-- Carries out what two persons have decided, and nothing else: the row itself says so.
create function carry_out_erasure(wanted uuid) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  decided erasure;
  line jsonb;
  before timestamptz;
  gone bigint;
  outcome jsonb := '{}';
  accounts text[];
begin
  select * into decided from erasure where id = wanted for update;
  if decided.state is distinct from 'approved' or decided.approved_by is null or decided.approved_by = decided.proposed_by then
    raise exception 'an erasure is carried out once, after somebody else approved it' using errcode = 'insufficient_privilege';
  end if;
  if decided.kind = 'expired' then
    for line in select jsonb_array_elements(decided.preview -> 'expired') loop
      before := (line ->> 'before')::timestamptz;
      continue when before is null;
      case line ->> 'kind'
        when 'answered_request' then delete from answered_request a where a.at < before;
        when 'upload' then delete from upload where expires_at < before;
        when 'outbox_event' then
          delete from webhook_delivery where event_id in (select id from outbox_event where at < before);
          delete from outbox_event where at < before;
        when 'session' then execute 'delete from auth.session where "expiresAt" < $1' using before;
        when 'verification' then execute 'delete from auth.verification where "expiresAt" < $1' using before;
      end case;
      get diagnostics gone = row_count;
      outcome := outcome || jsonb_build_object(line ->> 'kind', gone);
    end loop;
  else
    execute 'select array(select id::text from auth."user" where "personId" = $1)' into accounts using decided.person_id::text;
    execute 'delete from auth.session where "userId" = any ($1)' using accounts;
    execute 'delete from auth.account where "userId" = any ($1)' using accounts;
    execute $sql$update auth."user" set name = 'Đã xóa', email = id || '@account.invalid', username = 'da-xoa-' || left(md5(id), 12),
      "displayUsername" = null, image = null, withdrawn = true where id = any ($1)$sql$ using accounts;
    delete from answered_request where account_id = any (accounts);
    get diagnostics gone = row_count;
    outcome := outcome || jsonb_build_object('answered_request', gone);
    delete from upload where account_id = any (accounts);
    update person set name = 'Đã xóa', name_folded = 'da xoa', version = version + 1 where id = decided.person_id;
    outcome := outcome || jsonb_build_object('person', 1, 'user', coalesce(array_length(accounts, 1), 0));
  end if;
  update erasure set state = 'done', done_at = now(), result = outcome, version = version + 1 where id = wanted;
  return outcome;
end $$;
revoke execute on function own_ids(), own_rows(text, text[], int), own_readings(bigint, int), rows_about(uuid),
  expired_rows(text, timestamptz), carry_out_erasure(uuid) from public;
grant execute on function own_ids(), own_rows(text, text[], int), own_readings(bigint, int), rows_about(uuid),
  expired_rows(text, timestamptz), carry_out_erasure(uuid) to vung_manh_app;
