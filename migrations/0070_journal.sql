-- The journal shows whether anybody changed it. Each row gets the hash of its content as it is written; a sealer later
-- chains the committed rows and signs the end of the chain with a key that is not in the database. Writers never wait for
-- the chain, and numbers lost to rolled-back transactions leave no hole in it: links are numbered by the sealer.
create function journal_content(entry journal) returns text language sql stable as $$
  select jsonb_build_array(entry.id, (extract(epoch from entry.at) * 1000000)::bigint, entry.person_id, entry.account_id,
    entry.address, entry.action, entry.object_type, entry.object_id, entry.unit_id, entry.before, entry.after)::text
$$;
alter table journal add column content_hash bytea;
update journal set content_hash = sha256(convert_to(journal_content(journal), 'UTF8'));
alter table journal alter column content_hash set default ''::bytea, alter column content_hash set not null;

create function hash_journal_entry() returns trigger language plpgsql as $$
begin
  new.content_hash := sha256(convert_to(journal_content(new), 'UTF8'));
  return new;
end $$;
create trigger hashed before insert on journal for each row execute function hash_journal_entry();

create function refuse_change_of_journal() returns trigger language plpgsql as $$
begin
  raise exception 'the journal is only ever added to' using errcode = 'VM001';
end $$;
create trigger only_added_to before update or delete or truncate on journal
  for each statement execute function refuse_change_of_journal();

-- The chain: each link holds the hash of the one before it with the row's own. Without gaps, in the order of sealing.
create table journal_link (
  position bigint primary key check (position > 0),
  journal_id bigint not null unique,
  content_hash bytea not null,
  chain_hash bytea not null
);
-- The end of the chain at an instant, signed. `up_to` is the highest journal number sealed by then.
create table journal_seal (
  number int primary key check (number > 0),
  position bigint not null,
  up_to bigint not null,
  chain_hash bytea not null,
  sealed_at timestamptz not null,
  key_id text not null,
  signature bytea not null
);
create index journal_seal_at on journal_seal (sealed_at);
create trigger only_added_to before update or delete or truncate on journal_link
  for each statement execute function refuse_change_of_journal();
create trigger only_added_to before update or delete or truncate on journal_seal
  for each statement execute function refuse_change_of_journal();

-- Nobody's business but the sealer's: no grant and no policy for the application's role.
alter table journal_link enable row level security;
alter table journal_seal enable row level security;
