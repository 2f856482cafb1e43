-- Official documents drafted from the records, numbered at signing and unchanged from then on; certificates; what anybody
-- may read of a certificate.

-- An appraisal team writes minutes and a report; no rule gives it a code, so its papers carry no number.
alter table official_document drop constraint official_document_body_check;
alter table official_document add constraint official_document_body_check
  check (body in ('committee', 'standing_committee', 'cell', 'appraisal_team', 'upper_body'));
alter table official_document
  -- One decision may recognise several cells.
  add column about_unit_ids uuid[] not null default '{}',
  add column dossier_ids uuid[] not null default '{}',
  add column team_id uuid references appraisal_team,
  -- What it was drafted from, so that a draft can be drafted anew.
  add column request jsonb not null default '{}',
  add column return_reason text,
  add column revoked_reason text,
  add column drafted_at timestamptz not null default now(),
  add column signed_at timestamptz,
  add column issued_on date;
-- Without a code of the body or of the kind of document there is no number to take.
alter table official_document drop constraint official_document_check;
alter table official_document add constraint official_document_signed check (
  state in ('draft', 'submitted') or (
    content_hash is not null and dated is not null and signed_at is not null
    and ((number is not null and term_id is not null) or body_code = '' or type_code = '')));
create index official_document_unit on official_document (unit_id, drafted_at desc, id);

drop policy by_unit on official_document;
-- A document is seen by those above its issuing unit and those above the units it is about.
create policy by_unit on official_document for all to vung_manh_app using (
  exists (
    select 1 from unit_closure c
    where c.descendant_id = any (official_document.about_unit_ids || array[official_document.unit_id, official_document.about_unit_id])
      and c.ancestor_id = any ((select string_to_array(nullif(current_setting('app.units', true), ''), ',')::uuid[])::uuid[])
      and c.valid @> (select nullif(current_setting('app.today', true), '')::date)
  ));

-- Once signed, only its state goes on: issued, revoked.
create function refuse_change_of_signed_document() returns trigger language plpgsql as $$
begin
  if old.state in ('signed', 'issued', 'revoked') and (
    (new.unit_id, new.type, new.type_code, new.body, new.body_code, new.term_id, new.number, new.dated, new.subject,
     new.content, new.content_hash, new.signer_id, new.signed_at, new.about_unit_id, new.about_unit_ids, new.dossier_ids,
     new.dossier_id, new.title_id)
    is distinct from
    (old.unit_id, old.type, old.type_code, old.body, old.body_code, old.term_id, old.number, old.dated, old.subject,
     old.content, old.content_hash, old.signer_id, old.signed_at, old.about_unit_id, old.about_unit_ids, old.dossier_ids,
     old.dossier_id, old.title_id)
    or new.state in ('draft', 'submitted')) then
    raise exception 'a signed document never changes' using errcode = 'VM001';
  end if;
  return new;
end $$;
create trigger signed_is_immutable before update on official_document
  for each row execute function refuse_change_of_signed_document();
create function refuse_deletion_of_signed_document() returns trigger language plpgsql as $$
begin
  if old.state in ('signed', 'issued', 'revoked') then
    raise exception 'a signed document is never deleted' using errcode = 'VM001';
  end if;
  return old;
end $$;
create trigger signed_stays before delete on official_document
  for each row execute function refuse_deletion_of_signed_document();

-- A number once taken is never given back.
create function refuse_lower_counter() returns trigger language plpgsql as $$
begin
  if new.last <= old.last then
    raise exception 'document numbers only go up' using errcode = 'VM001';
  end if;
  return new;
end $$;
create trigger only_up before update on document_counter for each row execute function refuse_lower_counter();

-- How a body lays out its documents where the sources disagree, and what it calls the paper it hands out.
create table issuing_body_settings (
  unit_id uuid primary key references unit,
  layout jsonb not null default '{}',
  place text,
  certificate_name text not null default 'Bằng công nhận' check (certificate_name in ('Bằng công nhận', 'Giấy công nhận')),
  version int not null default 1
);
select guard_by_unit('issuing_body_settings');
grant select, insert, update on issuing_body_settings to vung_manh_app;

-- The words of the paper that are not in the signed payload: its signer, place and layout, as they were that day.
alter table certificate add column paper jsonb not null default '{}';

-- Decision, day and granting body of a title change only together with a correction that names its reason.
create function refuse_uncorrected_title() returns trigger language plpgsql as $$
begin
  if (new.decision_number, new.decision_date, new.recognised_on, new.granted_by, new.granted_body, new.unit_id, new.programme_id)
     is distinct from
     (old.decision_number, old.decision_date, old.recognised_on, old.granted_by, old.granted_body, old.unit_id, old.programme_id)
    and not exists (
      select 1 from correction c
      where c.object_type = 'title' and c.object_id = old.id
        and c.id = nullif(current_setting('app.correction', true), '')::uuid) then
    raise exception 'a title changes only by a correction' using errcode = 'VM001';
  end if;
  return new;
end $$;
create trigger corrected_only before update on title for each row execute function refuse_uncorrected_title();

-- What anybody with a certificate in hand may know: nothing of any person. Runs with its owner's rights, because whoever
-- scans a code holds no position.
create function public_certificate(wanted uuid)
returns table (
  payload jsonb, key_id text, unit_id uuid, programme_id uuid, programme text, granted_by uuid, granted_body text,
  decision_number text, decision_date date, recognised_on date, expires_on date, state text, state_since date,
  corrected boolean
) language sql stable security definer set search_path = public, pg_temp as $$
  select c.payload, c.key_id, t.unit_id, t.programme_id, p.name, t.granted_by, t.granted_body,
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
revoke all on function public_certificate(uuid) from public;
grant execute on function public_certificate(uuid) to vung_manh_app;
