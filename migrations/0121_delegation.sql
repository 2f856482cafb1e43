-- Acting ("quyền", "phụ trách") is a position for a time: it has a last day.
alter table position add column acting boolean not null default false;
alter table position add constraint position_acting_ends check (not acting or upper(valid) is not null);

-- What somebody who holds a position hands to somebody else for a time, by a decision: named actions, nothing more. It lasts
-- no longer than the position it was given from.
create table delegation (
  id uuid primary key,
  position_id uuid not null references position,
  unit_id uuid not null references unit,
  person_id uuid not null references person,
  permissions text[] not null check (cardinality(permissions) > 0),
  -- Empty: taken back before it began.
  valid daterange not null check (isempty(valid) or (lower(valid) is not null and upper(valid) is not null)),
  decision_number text not null,
  decision_date date not null,
  decision_body text,
  given_by uuid not null references person,
  given_at timestamptz not null default now(),
  version int not null default 1
);
create index delegation_person on delegation (person_id);
create index delegation_unit on delegation (unit_id);
create index delegation_position on delegation (position_id);

-- Positions and delegations are open to everybody signed in, as on the notice board of any office; they are written on units
-- within the writer's own or administered ones.
create function within_reach(target uuid) returns boolean language sql stable as $$
  select exists (
    select 1 from unit_closure c
    where c.descendant_id = target
      and c.ancestor_id = any (string_to_array(nullif(concat_ws(',', nullif(current_setting('app.units', true), ''),
        nullif(current_setting('app.administered_units', true), '')), ''), ',')::uuid[])
      and c.valid @> nullif(current_setting('app.today', true), '')::date)
$$;
alter table delegation enable row level security;
do $$
declare held text;
begin
  drop policy signed_in on position;
  foreach held in array array['position', 'delegation'] loop
    execute format($policy$create policy signed_in on %I for select to vung_manh_app
      using ((select nullif(current_setting('app.account_id', true), '')) is not null)$policy$, held);
    execute format('create policy given_within_reach on %I for insert to vung_manh_app with check (within_reach(unit_id))', held);
    execute format('create policy ended_within_reach on %I for update to vung_manh_app using (within_reach(unit_id))', held);
  end loop;
end $$;
grant select, insert, update on delegation to vung_manh_app;

-- Delegations change who may do what: callers are looked up again.
create function announce_delegation_change() returns trigger language plpgsql as $$
begin
  perform pg_notify('access_changed', '');
  perform set_config('app.access_changed', 'yes', true);
  return null;
end $$;
create trigger access_changed after insert or update or delete on delegation
  for each statement execute function announce_delegation_change();
