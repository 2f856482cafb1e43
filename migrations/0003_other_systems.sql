-- Other systems: tokens they call with, and where events are sent.
create table api_token (
  id uuid primary key,
  name text not null,
  unit_id uuid not null references unit,
  permissions text[] not null,
  hash text not null unique,
  made_by uuid references person,
  made_at timestamptz not null default now(),
  expires_at timestamptz,
  withdrawn_at timestamptz
);
create table webhook (
  id uuid primary key,
  unit_id uuid not null references unit,
  url text not null,
  secret text not null,
  event_types text[] not null,
  made_by uuid references person,
  made_at timestamptz not null default now(),
  paused_at timestamptz,
  version int not null default 1
);
create table webhook_delivery (
  webhook_id uuid not null references webhook,
  event_id uuid not null references outbox_event,
  attempts int not null default 0,
  next_at timestamptz not null default now(),
  delivered_at timestamptz,
  last_status int,
  last_error text,
  primary key (webhook_id, event_id)
);
create index webhook_delivery_due on webhook_delivery (next_at) where delivered_at is null;
select guard_by_unit(t::regclass) from unnest(array['api_token', 'webhook']) t;
grant select, insert, update on api_token, webhook to vung_manh_app;
