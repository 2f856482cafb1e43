-- Records that are never changed once made: the hash of each goes into the journal in the transaction that makes it, and so
-- into its chain. One entry a statement: which columns were hashed, and by id the hash of each row. Columns that come
-- later change no hash.
create function lock_records(kind text, records jsonb) returns void language sql as $$
  insert into journal (action, object_type, object_id, unit_id, after)
  select 'records.locked', kind, records -> 0 ->> 'id',
    case when count(distinct record ->> 'unit_id') = 1 then min(record ->> 'unit_id')::uuid end,
    jsonb_build_object(
      'columns', (select jsonb_agg(name order by name) from jsonb_object_keys(records -> 0) name),
      'hashes', jsonb_object_agg(record ->> 'id', encode(sha256(convert_to(record::text, 'UTF8')), 'hex')))
  from jsonb_array_elements(records) record
  having count(*) > 0
$$;

create function lock_inserted() returns trigger language plpgsql set timezone = 'UTC' as $$
begin
  perform lock_records(tg_table_name, (select jsonb_agg(to_jsonb(made)) from made));
  return null;
end $$;
-- Arguments: the columns that go on living, such as a document's state.
create function lock_row() returns trigger language plpgsql set timezone = 'UTC' as $$
begin
  perform lock_records(tg_table_name, jsonb_build_array(to_jsonb(new) - tg_argv));
  return null;
end $$;

do $$
declare facts text;
begin
  set local timezone = 'UTC';
  foreach facts in array array['dossier_step', 'verdict', 'dissent', 'cell_vote', 'dossier_check', 'title_event', 'certificate',
    'correction'] loop
    execute format('create trigger locked after insert on %I referencing new table as made
      for each statement execute function lock_inserted()', facts);
    execute format('select lock_records(%L, (select jsonb_agg(to_jsonb(made)) from %I made))', facts, facts);
  end loop;
end $$;

create trigger locked_at_signing after update on official_document for each row
  when (old.state in ('draft', 'submitted') and new.state not in ('draft', 'submitted'))
  execute function lock_row('state', 'version', 'return_reason', 'revoked_reason', 'issued_on');
create trigger locked_signed after insert on official_document for each row
  when (new.state not in ('draft', 'submitted'))
  execute function lock_row('state', 'version', 'return_reason', 'revoked_reason', 'issued_on');
create trigger locked_at_publication after update on rule_set for each row
  when (old.status = 'draft' and new.status <> 'draft')
  execute function lock_row('status', 'version', 'effective');
create trigger locked_published after insert on rule_set for each row
  when (new.status <> 'draft')
  execute function lock_row('status', 'version', 'effective');

do $$ begin
  set local timezone = 'UTC';
  perform lock_records('official_document', (select jsonb_agg(to_jsonb(d) - array['state', 'version', 'return_reason',
    'revoked_reason', 'issued_on']) from official_document d where state not in ('draft', 'submitted')));
  perform lock_records('rule_set', (select jsonb_agg(to_jsonb(r) - array['status', 'version', 'effective'])
    from rule_set r where status <> 'draft'));
end $$;
