-- What the sign-in library does not keep, beside its own tables and like them out of reach of the application's role.
-- They are left standing when a backup of an earlier release is put in place: it brings the rest anew.
create schema if not exists auth;

-- The right to set the first or the next way of signing in: a link or a code handed over by an administrator. One per
-- account, gone as soon as it has been used; of the secret only a hash is kept.
create table if not exists auth.enrolment (
  account_id text primary key,
  kind text not null check (kind in ('link', 'code')),
  secret_hash text not null,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  tries int not null default 0
);
create unique index if not exists enrolment_link on auth.enrolment (secret_hash) where kind = 'link';

-- Devices on which the owner of an account has signed in before: they have a budget of attempts of their own.
create table if not exists auth.known_device (
  account_id text not null,
  device_hash text not null,
  seen_at timestamptz not null,
  primary key (account_id, device_hash)
);

-- Attempts to sign in that failed or are under way, and from when the next one is listened to.
create table if not exists auth.throttle (
  key text primary key,
  failures int not null,
  next_at timestamptz not null,
  last_at timestamptz not null
);
create index if not exists throttle_last on auth.throttle (last_at);

-- Six digits are good once.
create table if not exists auth.used_code (
  account_id text not null,
  code_hash text not null,
  at timestamptz not null,
  primary key (account_id, code_hash)
);

-- Signing in happens outside the application's transactions; its words reach the same journal.
create function note_identity(person uuid, account text, address text, action text, after jsonb) returns void
language sql set search_path = public as $$
  insert into journal (person_id, account_id, address, action, object_type, object_id, after)
  values (person, account, address, action, 'account', coalesce(person::text, account), after)
$$;
revoke execute on function note_identity from public;
