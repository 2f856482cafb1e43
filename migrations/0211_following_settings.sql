-- How a unit wants its officers' work to be planned; the nearest above that has a word is followed. Nothing is assumed:
-- what is not set stays empty and is not checked.
create table following_settings (
  unit_id uuid primary key references unit,
  -- Minutes kept free between two meetings of one officer, for the way.
  travel_minutes int check (travel_minutes between 0 and 480),
  -- Meetings one officer attends in a morning, an afternoon or an evening.
  meetings_per_half_day int check (meetings_per_half_day between 1 and 6),
  -- More units than these for one officer are shown as too many.
  targets_per_officer int check (targets_per_officer between 1 and 200),
  version int not null default 1
);
alter table following_settings enable row level security;
create policy signed_in on following_settings for select to vung_manh_app
  using ((select nullif(current_setting('app.account_id', true), '')) is not null);
create policy own_insert on following_settings for insert to vung_manh_app with check (exists (
  select 1 from unit_closure c
  where c.descendant_id = following_settings.unit_id
    and c.ancestor_id = any ((select string_to_array(nullif(current_setting('app.units', true), ''), ',')::uuid[])::uuid[])
    and c.valid @> (select nullif(current_setting('app.today', true), '')::date)));
create policy own_update on following_settings for update to vung_manh_app using (exists (
  select 1 from unit_closure c
  where c.descendant_id = following_settings.unit_id
    and c.ancestor_id = any ((select string_to_array(nullif(current_setting('app.units', true), ''), ',')::uuid[])::uuid[])
    and c.valid @> (select nullif(current_setting('app.today', true), '')::date)));
grant select, insert, update on following_settings to vung_manh_app;

-- Whoever is assigned reads what they follow, and nothing else of it: `app.followed` holds those units, today.
create policy followed on assignment for select to vung_manh_app using (
  unit_id = any ((select string_to_array(nullif(current_setting('app.followed', true), ''), ',')::uuid[])::uuid[]));
create policy followed on meeting_series for select to vung_manh_app using (
  unit_id = any ((select string_to_array(nullif(current_setting('app.followed', true), ''), ',')::uuid[])::uuid[]));
create policy followed on occurrence for select to vung_manh_app using (
  unit_id = any ((select string_to_array(nullif(current_setting('app.followed', true), ''), ',')::uuid[])::uuid[]));
create policy followed on postponement for select to vung_manh_app using (
  unit_id = any ((select string_to_array(nullif(current_setting('app.followed', true), ''), ',')::uuid[])::uuid[]));
