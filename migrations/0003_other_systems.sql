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
-- Administered, not read as contents: an administrator's units count here and nowhere else.
create function guard_by_administration(target regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format($policy$
    create policy by_administration on %s for all to vung_manh_app using (
      exists (
        select 1 from unit_closure c
        where c.descendant_id = %s.unit_id
          and c.ancestor_id = any ((select string_to_array(nullif(current_setting('app.administered_units', true), ''), ',')::uuid[])::uuid[])
          and c.valid @> (select nullif(current_setting('app.today', true), '')::date)
      ))
  $policy$, target, target);
end $$;
select guard_by_administration(t::regclass) from unnest(array['api_token', 'webhook']) t;
grant select, insert, update on api_token, webhook to vung_manh_app;
grant select on webhook_delivery to vung_manh_app;
