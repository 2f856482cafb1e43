-- Erasure seen in full: which rows go, lose their name or stay; and every kind of record has its duration, when one is set.

-- Only from the province down: permission is the application's, reach is looked at here as well.
create function requires_province() returns void language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if not exists (
    select 1 from unit_version v join unit_kind k on k.code = v.kind
    where k.level = 'province' and v.valid @> nullif(current_setting('app.today', true), '')::date
      and v.unit_id = any (string_to_array(nullif(current_setting('app.units', true), ''), ',')::uuid[])) then
    raise exception 'what is to be erased is seen from the province' using errcode = 'insufficient_privilege';
  end if;
end $$;

-- Rows of one kind that ended before an instant, with whoever they point at.
create function retention_rows(kind text, before timestamptz) returns table (key text, at timestamptz, persons uuid[])
language plpgsql stable security definer set search_path = public, pg_temp set timezone = 'Asia/Ho_Chi_Minh' as $$
begin
  perform requires_province();
  return query execute format('select * from (%s) t where t.at < $1', case kind
    when 'answered_request' then 'select r.key::text as key, r.at, null::uuid[] as persons from answered_request r'
    when 'upload' then 'select id::text as key, expires_at as at, array[person_id] as persons from upload'
    when 'outbox_event' then 'select id::text as key, at, null::uuid[] as persons from outbox_event'
    when 'session' then 'select s.id::text as key, s."expiresAt" as at, array[u."personId"::uuid] as persons
      from auth.session s left join auth."user" u on u.id = s."userId"'
    when 'verification' then 'select id::text as key, "expiresAt" as at, null::uuid[] as persons from auth.verification'
    when 'known_device' then 'select md5(account_id || device_hash) as key, seen_at as at, null::uuid[] as persons from auth.known_device'
    when 'calendar_feed' then 'select id::text as key, withdrawn_at as at, array[person_id] as persons from calendar_feed'
    when 'data_request' then 'select id::text as key, closed_on::timestamptz as at, array[person_id] as persons from data_request'
    when 'data_breach' then 'select id::text as key, closed_at as at, null::uuid[] as persons from data_breach'
    when 'data_hold' then 'select id::text as key, lifted_on::timestamptz as at, array[person_id] as persons from data_hold'
    when 'cell_member' then 'select id::text as key, upper(valid)::timestamptz as at, array[person_id] as persons
      from cell_member where name <> ''Đã xóa'''
    when 'dossier' then 'select d.id::text as key, make_date(d.year + 1, 1, 1)::timestamptz as at,
      d.prepared_by || array(select distinct s.person_id from dossier_step s where s.unit_id = d.unit_id and s.dossier_id = d.id) as persons
      from dossier d'
    when 'title' then 'select id::text as key, expires_on::timestamptz as at,
      array(select e.person_id from title_event e where e.unit_id = t.unit_id and e.title_id = t.id) as persons from title t'
    when 'official_document' then 'select id::text as key, dated::timestamptz as at, array[signer_id, drafted_by] as persons from official_document'
    when 'evidence' then 'select id::text as key, uploaded_at as at, array[uploaded_by] as persons from evidence'
    when 'target' then 'select id::text as key, make_date(year + 1, 1, 1)::timestamptz as at, array[registered_by, agreed_by] as persons from target'
    when 'position' then 'select id::text as key, upper(valid)::timestamptz as at, array[person_id] as persons from position'
    when 'appraisal_team_member' then 'select md5(team_id::text || person_id::text || valid::text) as key,
      upper(valid)::timestamptz as at, array[person_id] as persons from appraisal_team_member'
    when 'assignment' then 'select id::text as key, upper(valid)::timestamptz as at, array[person_id] as persons from assignment'
    when 'delegation' then 'select id::text as key, upper(valid)::timestamptz as at, array[person_id, given_by] as persons from delegation'
    when 'meeting' then 'select m.id::text as key, m.held_on::timestamptz as at,
      array(select distinct e.person_id from meeting_entry e where e.unit_id = m.unit_id and e.meeting_id = m.id) as persons from meeting m'
    when 'reorganisation_plan' then 'select id::text as key, applied_at as at, array[drafted_by, approved_by, applied_by] as persons from reorganisation_plan'
    when 'unit_import' then 'select id::text as key, imported_at as at, array[imported_by, undone_by] as persons from unit_import'
    when 'schedule_proposal' then 'select id::text as key, settled_at as at, array[asked_by, settled_by] as persons from schedule_proposal'
    when 'rule_set' then 'select id::text as key, upper(effective)::timestamptz as at, array[drafted_by, published_by] as persons from rule_set'
    when 'erasure' then 'select id::text as key, done_at as at, array[proposed_by, approved_by] as persons from erasure'
    when 'journal' then 'select id::text as key, at, array[person_id] as persons from journal'
  end) using before;
end $$;

-- How many, which (as one digest) and, of whom no longer holds a position, who: only names that are still there.
create function retention_summary(kind text, before timestamptz, today date)
returns table (rows bigint, digest text, people jsonb)
language sql stable security definer set search_path = public, pg_temp as $$
  with found as materialized (select * from retention_rows(kind, before))
  select count(*), md5(coalesce(string_agg(key, ',' order by key), '')),
    coalesce((select jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name) order by p.name_folded)
      from (select p.id, p.name, p.name_folded from person p
        where p.id in (select unnest(persons) from found) and p.name <> 'Đã xóa'
          and not exists (select 1 from position o where o.person_id = p.id and o.valid && daterange(today, null))
        order by p.name_folded limit 50) p), '[]')
  from found
$$;

-- Rows about a person table by table, with a digest of which.
drop function rows_about(uuid);
create function account_ids(person uuid) returns text[] language plpgsql stable security definer set search_path = public, pg_temp as $$
declare ids text[];
begin
  execute 'select $1 || array(select id::text from auth."user" where "personId" = $1)' into ids using person::text;
  return ids;
end $$;
create function pointing_at(spot regclass) returns text language sql stable as $$
  select string_agg(format('t.%I::text = any ($1)', name), ' or ') from person_columns(spot)
$$;
create function row_key(item jsonb) returns text language sql immutable as $$
  select coalesce(item ->> 'id', item ->> 'key', md5(item::text))
$$;
create function rows_about(person uuid) returns table (place text, rows bigint, digest text, columns text[])
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare spot regclass;
begin
  perform requires_province();
  for spot in select c.oid::regclass from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('public', 'auth') and c.relkind = 'r' and exists (select 1 from person_columns(c.oid::regclass))
    order by c.oid::regclass::text
  loop
    return query execute format($query$
      select %1$L::text, count(*), md5(string_agg(row_key(to_jsonb(t)), ',' order by row_key(to_jsonb(t)))), $2
      from %2$s t where %3$s having count(*) > 0
    $query$, replace(spot::text, '"', ''), spot, pointing_at(spot))
    using account_ids(person), array(select name from person_columns(spot));
  end loop;
end $$;
-- The rows themselves, a page at a time, of no more columns than asked for; who else is in them is not told.
create function erasure_rows(person uuid, target text, wanted text[], later_than text, most int) returns table (key text, item jsonb)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare spot regclass := place_of(target);
begin
  perform requires_province();
  if spot is null or pointing_at(spot) is null then return; end if;
  return query execute format($query$
    select k, coalesce((select jsonb_object_agg(e.key, e.value) from jsonb_each(to_jsonb(t)) e where e.key = any ($2)), '{}')
    from %1$s t, lateral (select row_key(to_jsonb(t)) as k) r
    where (%2$s) and ($3 is null or k > $3) order by k limit $4
  $query$, spot, pointing_at(spot)) using account_ids(person), wanted, later_than, most;
end $$;

drop function expired_rows(text, timestamptz);
create or replace function carry_out_erasure(wanted uuid) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  decided erasure;
  line jsonb;
  kind text;
  keys text[];
  gone bigint;
  outcome jsonb := '{}';
  accounts text[];
  place text;
begin
  select * into decided from erasure where id = wanted for update;
  if decided.state is distinct from 'approved' or decided.approved_by is null or decided.approved_by = decided.proposed_by then
    raise exception 'an erasure is carried out once, after somebody else approved it' using errcode = 'insufficient_privilege';
  end if;
  if decided.kind = 'expired' then
    for line in select jsonb_array_elements(decided.preview -> 'expired') loop
      continue when line ->> 'before' is null;
      kind := line ->> 'kind';
      keys := array(select r.key from retention_rows(kind, (line ->> 'before')::timestamptz) r);
      case kind
        when 'answered_request' then delete from answered_request a where a.at < (line ->> 'before')::timestamptz;
        when 'upload' then delete from upload where id::text = any (keys);
        when 'outbox_event' then
          delete from webhook_delivery where event_id::text = any (keys);
          delete from outbox_event where id::text = any (keys);
        when 'session' then execute 'delete from auth.session where id::text = any ($1)' using keys;
        when 'verification' then execute 'delete from auth.verification where id::text = any ($1)' using keys;
        when 'known_device' then delete from auth.known_device where md5(account_id || device_hash) = any (keys);
        when 'calendar_feed' then delete from calendar_feed where id::text = any (keys);
        when 'data_hold' then delete from data_hold where id::text = any (keys);
        when 'data_request' then
          delete from data_step where request_id::text = any (keys);
          delete from data_request where id::text = any (keys);
        when 'data_breach' then
          delete from data_step where breach_id::text = any (keys);
          delete from data_breach where id::text = any (keys);
        when 'cell_member' then perform forget_members(keys);
      end case;
      outcome := outcome || jsonb_build_object(kind, coalesce(array_length(keys, 1), 0));
    end loop;
  else
    accounts := account_ids(decided.person_id);
    foreach place in array array['session', 'account', 'twoFactor', 'passkey'] loop
      execute format('delete from auth.%I where "userId" = any ($1)', place) using accounts;
      get diagnostics gone = row_count;
      outcome := outcome || jsonb_build_object('auth.' || place, gone);
    end loop;
    foreach place in array array['auth.enrolment', 'auth.known_device', 'auth.used_code', 'answered_request', 'upload', 'calendar_feed'] loop
      execute format('delete from %s where account_id = any ($1)', place) using accounts;
      get diagnostics gone = row_count;
      outcome := outcome || jsonb_build_object(place, gone);
    end loop;
    execute $sql$update auth."user" set name = 'Đã xóa', email = id || '@account.invalid', username = 'da-xoa-' || left(md5(id), 12),
      "displayUsername" = null, image = null, withdrawn = true where id = any ($1)$sql$ using accounts;
    get diagnostics gone = row_count;
    keys := array(select m.id::text from cell_member m where m.person_id = decided.person_id);
    perform forget_members(keys);
    update person set name = 'Đã xóa', name_folded = 'da xoa', version = version + 1 where id = decided.person_id;
    outcome := outcome || jsonb_build_object('person', 1, 'auth.user', gone, 'cell_member', coalesce(array_length(keys, 1), 0));
  end if;
  update erasure set state = 'done', done_at = now(), result = outcome, version = version + 1 where id = wanted;
  return outcome;
end $$;
-- A member's name goes from every phone as well: the cell's counter says that something has changed.
create function forget_members(keys text[]) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  member record;
  number bigint;
begin
  for member in select unit_id, id from cell_member where id::text = any (keys) order by unit_id, id loop
    insert into cell_log (unit_id, last) values (member.unit_id, 1)
      on conflict (unit_id) do update set last = cell_log.last + 1 returning last into number;
    update cell_member set name = 'Đã xóa', version = version + 1, seq = number where unit_id = member.unit_id and id = member.id;
  end loop;
end $$;

revoke execute on function requires_province(), retention_rows(text, timestamptz), retention_summary(text, timestamptz, date),
  account_ids(uuid), rows_about(uuid), erasure_rows(uuid, text, text[], text, int), forget_members(text[]) from public;
grant execute on function requires_province(), retention_rows(text, timestamptz), retention_summary(text, timestamptz, date),
  rows_about(uuid), erasure_rows(uuid, text, text[], text, int) to vung_manh_app;
