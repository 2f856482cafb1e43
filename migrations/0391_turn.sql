-- Whose turn it is to identify signs in themselves before their body, and whether they did. What they said is kept nowhere:
-- there is no column for it, and the reason of a postponement is one of a few words.

create table self_identification_turn (
  unit_id uuid not null references unit,
  id uuid not null,
  month date not null check (extract(day from month) = 1),
  -- In a cell, somebody of its list; in a commune's committee, a person.
  member_id uuid,
  person_id uuid references person,
  state text not null default 'planned' check (state in ('planned', 'done', 'postponed')),
  postponed_for text check (postponed_for in ('away', 'ill', 'duty', 'no_time')),
  settled_on date,
  version int not null default 1,
  primary key (unit_id, id),
  foreign key (unit_id, member_id) references cell_member (unit_id, id),
  check (num_nonnulls(member_id, person_id) = 1),
  check ((state = 'postponed') = (postponed_for is not null)),
  check ((state = 'planned') = (settled_on is null))
);
create unique index self_identification_turn_member on self_identification_turn (unit_id, month, member_id);
create unique index self_identification_turn_person on self_identification_turn (unit_id, month, person_id);

-- Seen by the body itself: those who hold a position on the unit, or on what became of it; nobody above.
alter table self_identification_turn enable row level security;
create policy by_body on self_identification_turn for all to vung_manh_app using (
  unit_id = any ((select string_to_array(nullif(current_setting('app.cells', true), ''), ',')::uuid[])::uuid[])
  or unit_id = any ((select string_to_array(nullif(current_setting('app.units', true), ''), ',')::uuid[])::uuid[]));
grant select, insert, update on self_identification_turn to vung_manh_app;
